import type { Metadata } from 'next'
import { ErrorCard, NextStepLinks } from '@/app/_components/errors/error-card'
import { type NextStep, toNextSteps } from '@/app/_components/errors/next-steps'
import { StageDoor } from '@/app/_components/theme/stage-door'
import { toCanonical } from '@/app/(public)/_components/canonical'
import { isProduction } from '@/lib/config/server'
import { parseReturnTo } from '@/lib/http/return-to'
import { describeReason, parseReason } from '@/lib/reasons'
import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'
import { playlistsPath, startLoginPath } from '@/lib/urls'

type LoginPageProps = PageProps<'/login'>

export async function generateMetadata({ searchParams }: LoginPageProps): Promise<Metadata> {
  const { reason } = await toState(await searchParams)
  if (reason) return { title: describeReason(reason).title, robots: { index: false } }
  return { title: 'Sign in', description: 'Sign in with your Spotify account.', ...toCanonical('/login') }
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-10 lg:grid-cols-[minmax(0,36rem)_minmax(0,20rem)] lg:justify-between">
      <div>
        <Login query={await searchParams} />
      </div>
      <StageDoor className="hidden w-full lg:block" />
    </div>
  )
}

type Query = Awaited<LoginPageProps['searchParams']>

async function toState(query: Query) {
  const session = await readSession()
  // After six months the cookie may still be there, but it opens nothing.
  const viewer = session && !hasConsentEnded(session, Date.now()) ? session.viewer : null
  const reason = parseReason(query.reason)
  // The way back leads here again after the sign-in.
  const isOver = viewer && (reason === 'signed_out' || reason === 'consent_expired')
  return { viewer, reason: isOver ? null : reason }
}

async function Login({ query }: { query: Query }) {
  const { viewer, reason } = await toState(query)
  const returnTo = query.returnTo === undefined ? playlistsPath : parseReturnTo(query.returnTo)
  if (!reason) return viewer ? <AlreadyIn name={viewer.name} returnTo={returnTo} /> : <SignIn returnTo={returnTo} />
  const isSignedIn = viewer !== null
  const [nowMs, showsSetup] = [Date.now(), !isProduction()]
  const steps = toNextSteps(reason, { returnTo, isSignedIn, showsSetup })
  // "Try again" means the page that one has; the sign-in that failed may have been for another account.
  const startAgain = { label: 'Start the sign-in again', href: startLoginPath({ returnTo, switch: '1' }) }
  const isEitherWay = isSignedIn && has(steps, returnTo) && !has(steps, startAgain.href)
  return (
    <ErrorCard
      reason={reason}
      heading="h1"
      steps={isEitherWay ? [...steps, startAgain] : steps}
      isSignedIn={isSignedIn}
      viewerName={viewer?.name ?? null}
      retryAfterSeconds={parseWait(query.until, nowMs)}
      failedAtMs={nowMs}
      showsSetup={showsSetup}
    />
  )
}

const has = (steps: NextStep[], href: string) => steps.some((step) => step.href === href)

/** Whole seconds up to a day until that time; anything else in the address is as good as nothing. */
function parseWait(value: string | string[] | undefined, nowMs: number): number | undefined {
  const seconds = typeof value === 'string' && /^\d{10}$/.test(value) ? Number(value) - Math.floor(nowMs / 1_000) : 0
  return seconds > 0 && seconds <= 86_400 ? seconds : undefined
}

function SignIn({ returnTo }: { returnTo: string }) {
  const steps: NextStep[] = [{ label: 'Sign in with Spotify', href: startLoginPath({ returnTo }) }]
  return (
    <section className="notice">
      <h1 className="mb-3 text-3xl">Sign in</h1>
      <p className="mb-6">
        Spotify asks you on its own page whether this site may see your playlists. It can change nothing.
      </p>
      <NextStepLinks steps={steps} />
    </section>
  )
}

function AlreadyIn({ name, returnTo }: { name: string | null; returnTo: string }) {
  const steps: NextStep[] = [
    { label: 'Go on', href: returnTo },
    { label: 'Use another account', href: startLoginPath({ returnTo, switch: '1' }) },
  ]
  return (
    <section className="notice">
      <h1 className="mb-3 text-3xl">You are signed in</h1>
      <p className="mb-6">{name ? <Name name={name} /> : 'Your session is good.'}</p>
      <NextStepLinks steps={steps} />
    </section>
  )
}

function Name({ name }: { name: string }) {
  return <bdi className="font-semibold">{name}</bdi>
}
