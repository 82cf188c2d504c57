import type { ReactNode } from 'react'
import { currentPath } from '@/lib/session/server'
import { disconnectPath, logoutPath, startLoginPath } from '@/lib/session/urls'
import { spotifyAppsUrl } from '@/lib/urls'

export async function AccountActions() {
  const returnTo = await currentPath()
  return (
    <div className="max-w-xl divide-y divide-line font-display">
      <Action
        title="Sign out"
        text="Ends your session in this browser. You stay signed in to Spotify, and this site keeps its permissions."
      >
        <form method="post" action={logoutPath}>
          <button type="submit" className="button">
            Sign out
          </button>
        </form>
      </Action>
      <Action
        title="Renew your pass"
        text="Access lasts six months at most. Agree again on Spotify’s page to restart the six months."
      >
        <a href={startLoginPath({ returnTo, renew: '1' })} className="button-quiet">
          Renew access
        </a>
      </Action>
      <Action
        title="Switch account"
        text="Choose another account on Spotify’s page. Until you agree there, you stay signed in with this one."
      >
        <a href={startLoginPath({ returnTo, switch: '1' })} className="button-quiet">
          Use another account
        </a>
      </Action>
      <Action
        title="Change permissions"
        text="To grant more, open a page that needs another permission. To withdraw permissions, remove this app on Spotify’s page, then sign out here and sign in again. Spotify then asks only for the basic ones."
      >
        <a href={spotifyAppsUrl} className="button-quiet">
          Manage apps on Spotify
        </a>
      </Action>
      <Action
        title="Disconnect"
        text="Signs you out, then links to Spotify’s page, where you remove this app to end its access. This site’s server has no data about you, so there is nothing else to delete."
      >
        <form method="post" action={disconnectPath}>
          <button type="submit" className="button-quiet">
            Disconnect
          </button>
        </form>
      </Action>
    </div>
  )
}

function Action({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="py-6 first:pt-0">
      <h2 className="mb-1 text-xl">{title}</h2>
      <p className="mb-4 text-soft">{text}</p>
      {children}
    </section>
  )
}
