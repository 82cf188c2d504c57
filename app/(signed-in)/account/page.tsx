import type { Metadata } from 'next'
import { BackstagePass } from '@/app/_components/backstage-pass'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import { requireSession } from '@/lib/session/server'
import { consentEndsAtMs } from '@/lib/session/session'
import { describeScope } from '@/lib/spotify/scopes'
import { logoutPath, startLoginPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage({ searchParams }: PageProps<'/account'>) {
  const returnTo = toReturnPath('/account', await searchParams)
  const session = await requireSession(returnTo)
  const grants = session.grantedScopes.map(describeScope)
  return (
    <>
      <h1 className="mb-8 text-4xl sm:text-5xl">Your account</h1>
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,30rem)_minmax(0,1fr)]">
        <BackstagePass
          viewer={session.viewer}
          sinceMs={session.consentedAtMs}
          untilMs={consentEndsAtMs(session)}
          nowMs={Date.now()}
          grants={grants}
        />
        <div className="flex flex-col gap-8">
          <section>
            <h2 className="mb-2 text-2xl">Leave</h2>
            <p className="mb-4">This browser forgets who you are. You stay signed in at Spotify itself.</p>
            <form method="post" action={logoutPath}>
              <button type="submit" className="button">
                Sign out
              </button>
            </form>
          </section>
          <section>
            <h2 className="mb-2 text-2xl">Be somebody else</h2>
            <p className="mb-4">
              Spotify asks which account it should be. Until you agree there, you stay who you are.
            </p>
            <a href={startLoginPath({ returnTo, switch: '1' })} className="button-quiet">
              Use another account
            </a>
          </section>
          <section>
            <h2 className="mb-2 text-2xl">Take the permission back</h2>
            <p className="mb-4">
              Signing out ends your session here. To end what you granted, remove this app on Spotify’s own page;
              nothing of yours is kept on this site’s server, so there is nothing more to delete.
            </p>
            <a href="https://www.spotify.com/account/apps/" className="button-quiet">
              Manage apps at Spotify
            </a>
          </section>
        </div>
      </div>
    </>
  )
}
