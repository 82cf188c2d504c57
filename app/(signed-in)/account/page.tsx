import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { BackstagePass } from '@/app/_components/backstage-pass'
import { PageHead } from '@/app/_components/page-head'
import { PageViewerClient } from '@/app/_components/page-viewer-client'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import { requireSession } from '@/lib/session/server'
import { consentEndsAtMs } from '@/lib/session/session'
import { describeScope } from '@/lib/spotify/scopes'
import { disconnectPath, logoutPath, spotifyAppsUrl, startLoginPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage({ searchParams }: PageProps<'/account'>) {
  const returnTo = toReturnPath('/account', await searchParams)
  const session = await requireSession(returnTo)
  return (
    <>
      <PageViewerClient viewerId={session.viewer.id} />
      <PageHead title="Your account">Your pass for this site, and what you can do with it.</PageHead>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-12 pt-8 lg:grid-cols-[minmax(0,min(31rem,50%))_minmax(0,1fr)] lg:gap-16">
        <BackstagePass
          viewer={session.viewer}
          sinceMs={session.signedInAtMs}
          untilMs={consentEndsAtMs(session)}
          isUntilExact={session.isConsentExact}
          nowMs={Date.now()}
          grants={session.grantedScopes.map(describeScope)}
        />
        <div className="max-w-xl divide-y divide-line font-display">
          <Part
            title="Sign out"
            words="This browser forgets who you are. You stay signed in at Spotify itself, and what you granted stays granted."
          >
            <form method="post" action={logoutPath}>
              <button type="submit" className="button">
                Sign out
              </button>
            </form>
          </Part>
          <Part
            title="Renew the pass"
            words="Spotify’s permission lasts six months at most. Agree again on its page, and they start over."
          >
            <a href={startLoginPath({ returnTo, renew: '1' })} className="button-quiet">
              Renew at Spotify
            </a>
          </Part>
          <Part
            title="Switch account"
            words="On the same page of Spotify’s you can choose to be somebody else. Until you agree there, you stay who you are."
          >
            <a href={startLoginPath({ returnTo, switch: '1' })} className="button-quiet">
              Use another account
            </a>
          </Part>
          <Part
            title="Change what it opens"
            words="To add: open the page that needs more, and it asks you, that one thing by name. To drop: remove this app on Spotify’s page, which ends all of it at once, and sign in again. You are then asked for the least that the pages need."
          >
            <a href={spotifyAppsUrl} className="button-quiet">
              Manage apps at Spotify
            </a>
          </Part>
          <Part
            title="Disconnect"
            words="For good: this signs you out here, then shows the way to Spotify’s page, where you remove this app. Only there does your permission end. This site’s server keeps nothing of yours, so there is nothing more to delete."
          >
            <form method="post" action={disconnectPath}>
              <button type="submit" className="button-quiet">
                Disconnect
              </button>
            </form>
          </Part>
        </div>
      </div>
    </>
  )
}

function Part({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <section className="py-6 first:pt-0">
      <h2 className="mb-1 text-xl">{title}</h2>
      <p className="mb-4 text-soft">{words}</p>
      {children}
    </section>
  )
}
