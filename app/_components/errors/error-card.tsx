import { type ReactNode, useId } from 'react'
import { LocalTime } from '@/app/_components/ui/local-time'
import { describeReason, type ReasonCode } from '@/lib/error-messages'
import { formatWait } from '@/lib/format'
import type { FailedResult } from '@/lib/result'
import { currentPath } from '@/lib/session/server'
import { describeScope } from '@/lib/spotify/scopes'
import { setupPath } from '@/lib/urls'
import { type ErrorButton, getErrorButtons, isLongWait } from './error-buttons'
import { FocusOnMount } from './focus-on-mount'
import { RetryBoundary, RetryCountdown, RetryLink } from './retry'

export type ReadErrorCardProps = {
  failure: FailedResult
  heading?: 'h1' | 'h2'
  /** Link to the same content on Spotify. */
  spotifyUrl?: string
}

/** Shown in place of content that could not be read from Spotify. */
export async function ReadErrorCard({ failure, heading = 'h2', spotifyUrl }: ReadErrorCardProps) {
  const returnTo = await currentPath()
  const { reason, retryAfterSeconds, missingScope } = failure
  const failedAtMs = Date.now()
  return (
    <div className="mt-6">
      <RetryBoundary title={describeReason(reason).title} failedAtMs={failedAtMs}>
        <ErrorCard
          reason={reason}
          buttons={getErrorButtons(reason, { returnTo, isSignedIn: true, spotifyUrl, missingScope })}
          heading={heading}
          isSignedIn
          retryAfterSeconds={retryAfterSeconds}
          failedAtMs={failedAtMs}
          missingPermission={missingScope && describeScope(missingScope).grants}
        />
      </RetryBoundary>
    </div>
  )
}

export type ErrorCardProps = {
  reason: ReasonCode
  buttons: ErrorButton[]
  heading: 'h1' | 'h2'
  isSignedIn: boolean
  viewerName?: string | null
  retryAfterSeconds?: number | undefined
  failedAtMs: number
  showsSetup?: boolean
  missingPermission?: string | undefined
}

/** Shows what happened, what to do, the links for it, and the error code. */
export function ErrorCard(props: ErrorCardProps) {
  const { reason, buttons, heading: Heading, missingPermission } = props
  const { title, description, advice } = describeReason(reason)
  const id = useId()
  return (
    <section aria-labelledby={`${id}title`} className="notice">
      <Heading id={`${id}title`} className="mb-3 text-2xl sm:text-3xl">
        {title}
      </Heading>
      <div id={`${id}what`}>
        <p className="mb-2">{description}</p>
        {missingPermission && (
          <p className="mb-2">
            Missing permission: <strong className="font-semibold">{missingPermission}</strong>.
          </p>
        )}
      </div>
      <SignInState {...props} />
      <p className="mb-2">{advice}</p>
      <Wait {...props} />
      <ErrorButtons buttons={buttons} describedBy={`${id}what`} firstId={`${id}first`} />
      <OperatorHint {...props} />
      <p className="mt-6 text-xs text-soft">Code: {reason}</p>
      <FocusOnMount targetId={`${id}first`} reason={reason} />
    </section>
  )
}

function SignInState({ reason, isSignedIn, viewerName }: ErrorCardProps) {
  if (isSignedIn)
    return (
      <p className="mb-2">
        You are still signed in{viewerName && ' as '}
        {viewerName && <bdi className="font-semibold">{viewerName}</bdi>}.
      </p>
    )
  if (reason === 'signed_out') return null
  return <p className="mb-2">{reason === 'consent_expired' ? 'You are signed out.' : 'You are not signed in.'}</p>
}

function Wait({ reason, buttons, isSignedIn, retryAfterSeconds, failedAtMs }: ErrorCardProps) {
  if (!retryAfterSeconds) return null
  if (isLongWait(reason, retryAfterSeconds))
    return (
      <p className="mb-2">
        This lasts until <LocalTime ms={failedAtMs + retryAfterSeconds * 1_000} />.
      </p>
    )
  const text = `Try again in ${formatWait(retryAfterSeconds)}.`
  if (reason !== 'rate_limited') return <p className="mb-2">{text}</p>
  // A countdown never starts a sign-in automatically.
  const href = (isSignedIn && buttons.find(({ isRetry }) => isRetry)?.href) || null
  return (
    <p className="mb-2">
      <span className="hidden no-script:inline">{text}</span>
      <RetryCountdown key={failedAtMs} seconds={retryAfterSeconds} href={href} />
    </p>
  )
}

function OperatorHint({ reason, buttons, showsSetup }: ErrorCardProps) {
  const { operatorAdvice, linksDashboard } = describeReason(reason)
  if (!operatorAdvice) return null
  const linksSetup = showsSetup && buttons.every(({ href }) => href !== setupPath)
  return (
    <p className="mt-6 border-t border-line pt-4 text-sm text-soft">
      If you run this site: {operatorAdvice}
      {linksDashboard && <HintLink href="https://developer.spotify.com/dashboard">Spotify’s dashboard</HintLink>}
      {linksSetup && <HintLink href={setupPath}>Check the setup</HintLink>}
    </p>
  )
}

function HintLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <>
      {' '}
      <a href={href} className="link whitespace-nowrap">
        {children}
      </a>
    </>
  )
}

export type ErrorButtonsProps = { buttons: ErrorButton[]; describedBy?: string; firstId?: string }

/** Plain links instead of `next/link`: a sign-in must not be prefetched, and a retry must reach the server. */
export function ErrorButtons({ buttons, describedBy, firstId }: ErrorButtonsProps) {
  return (
    <p className="mt-6 flex flex-wrap gap-3">
      {buttons.map(({ label, href, isRetry }, index) => {
        const isFirst = index === 0
        const id = isFirst ? firstId : undefined
        const description = isFirst ? describedBy : undefined
        const className = isFirst ? 'button' : 'button-quiet'
        return isRetry ? (
          <RetryLink key={label} href={href} id={id} className={className} describedBy={description}>
            {label}
          </RetryLink>
        ) : (
          <a key={label} href={href} id={id} className={className} aria-describedby={description}>
            {label}
          </a>
        )
      })}
    </p>
  )
}
