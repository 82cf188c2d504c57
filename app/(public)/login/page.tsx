import type { Metadata } from 'next'
import { ErrorCard } from '@/app/_components/errors/error-card'
import { readViewer } from '@/app/(public)/_components/read-viewer'
import { isProduction } from '@/lib/config/server'
import { describeReason, parseReason } from '@/lib/error-messages'
import { parseReturnTo, startLoginPath } from '@/lib/session/urls'
import { playlistsPath } from '@/lib/urls'

type LoginPageProps = PageProps<'/login'>

export async function generateMetadata({ searchParams }: LoginPageProps): Promise<Metadata> {
  const { reason } = await readState(await searchParams)
  if (reason) return { title: describeReason(reason).title, robots: { index: false } }
  return {
    title: 'Sign in',
    description: 'Sign in with your Spotify account.',
    alternates: { canonical: '/login' },
  }
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const query = await searchParams
  const { viewer, reason } = await readState(query)
  const returnTo = query.returnTo === undefined ? playlistsPath : parseReturnTo(query.returnTo)
  const nowMs = Date.now()
  return (
    <div className="notice-layout">
      {reason ? (
        <ErrorCard
          reason={reason}
          heading="h1"
          returnTo={returnTo}
          isSignInPage
          isSignedIn={viewer !== null}
          viewerName={viewer?.name}
          showsSetup={!isProduction()}
          retryAfterSeconds={parseUntil(query.until, nowMs)}
          failedAtMs={nowMs}
        />
      ) : viewer ? (
        <SignedIn viewer={viewer} returnTo={returnTo} />
      ) : (
        <SignIn returnTo={returnTo} />
      )}
    </div>
  )
}

type Query = Awaited<LoginPageProps['searchParams']>
type Viewer = { name: string | null }

async function readState(query: Query) {
  const viewer = await readViewer()
  const reason = parseReason(query.reason)
  // Once signed in, a visitor can navigate back to an error that no longer applies.
  const isOutdated = viewer && (reason === 'signed_out' || reason === 'consent_expired')
  return { viewer, reason: isOutdated ? null : reason }
}

/**
 * Returns the number of seconds until the Unix time given in the URL, or `undefined` if that time is missing, invalid or not within
 * the next 24 hours.
 */
function parseUntil(value: Query[string], nowMs: number): number | undefined {
  const seconds = typeof value === 'string' && /^\d{10}$/.test(value) ? Number(value) - Math.floor(nowMs / 1_000) : 0
  return seconds > 0 && seconds <= 86_400 ? seconds : undefined
}

function SignIn({ returnTo }: { returnTo: string }) {
  return (
    <section className="notice">
      <h1>Sign in</h1>
      <p>Spotify asks for your permission on its own page. This site can see your playlists, but not change them.</p>
      <p className="buttons">
        <a href={startLoginPath({ returnTo })} className="button">
          Sign in with Spotify
        </a>
      </p>
    </section>
  )
}

function SignedIn({ viewer: { name }, returnTo }: { viewer: Viewer; returnTo: string }) {
  return (
    <section className="notice">
      <h1>You are signed in</h1>
      <p>{name ? <bdi className="font-semibold">{name}</bdi> : 'You can continue, or sign in with another account.'}</p>
      <p className="buttons">
        <a href={returnTo} className="button">
          Continue
        </a>
        <a href={startLoginPath({ returnTo, switch: '1' })} className="button-quiet">
          Use another account
        </a>
      </p>
    </section>
  )
}
