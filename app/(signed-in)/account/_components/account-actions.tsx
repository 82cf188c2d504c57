import type { ReactNode } from 'react'
import { currentPath } from '@/lib/session/server'
import { disconnectPath, logoutPath, spotifyAppsUrl, startLoginPath } from '@/lib/urls'

export async function AccountActions() {
  const returnTo = await currentPath()
  return (
    <div className="max-w-xl divide-y divide-line font-display">
      <Action
        title="Sign out"
        text="This browser forgets who you are. You stay signed in at Spotify itself, and what you granted stays granted."
      >
        <form method="post" action={logoutPath}>
          <button type="submit" className="button">
            Sign out
          </button>
        </form>
      </Action>
      <Action
        title="Renew the pass"
        text="Spotify’s permission lasts six months at most. Agree again on its page, and they start over."
      >
        <a href={startLoginPath({ returnTo, renew: '1' })} className="button-quiet">
          Renew at Spotify
        </a>
      </Action>
      <Action
        title="Switch account"
        text="On the same page of Spotify’s you can choose to be somebody else. Until you agree there, you stay who you are."
      >
        <a href={startLoginPath({ returnTo, switch: '1' })} className="button-quiet">
          Use another account
        </a>
      </Action>
      <Action
        title="Change what it opens"
        text="To add: open the page that needs more, and it asks you, that one thing by name. To drop: remove this app on Spotify’s page, which ends all of it at once, and sign in again. You are then asked for the least that the pages need."
      >
        <a href={spotifyAppsUrl} className="button-quiet">
          Manage apps at Spotify
        </a>
      </Action>
      <Action
        title="Disconnect"
        text="For good: this signs you out here, then shows the way to Spotify’s page, where you remove this app. Only there does your permission end. This site’s server keeps nothing of yours, so there is nothing more to delete."
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
