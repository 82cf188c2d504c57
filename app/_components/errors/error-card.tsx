import { type ReactNode, useId } from 'react'
import { describeReason, type ReasonCode } from '@/lib/error-messages'
import type { FailedResult } from '@/lib/http/failures'
import { describeScope } from '@/lib/scope-descriptions'
import { setupPath } from '@/lib/session/pages'
import { currentPath } from '@/lib/session/server'
import { getErrorButtons, type Situation } from './error-buttons'
import { ErrorLink, RetryBoundary, RetryWait } from './lazy-retry'
import { operatorAdvice } from './operator-advice'

export type ReadErrorCardProps = {
  failure: FailedResult
  heading?: 'h1' | 'h2'
  /** The Spotify URL of the content that could not be shown. */
  spotifyUrl?: string
}

/** An error card shown in place of content that could not be read from Spotify. */
export async function ReadErrorCard({ failure, heading = 'h2', spotifyUrl }: ReadErrorCardProps) {
  const { reason, retryAfterSeconds, missingScope } = failure
  const returnTo = await currentPath()
  const failedAtMs = Date.now()
  return (
    <div className="mt-6">
      <div className="notice-layout">
        <RetryBoundary title={describeReason(reason).title} failedAtMs={failedAtMs}>
          <ErrorCard
            isSignedIn
            {...{ reason, heading, returnTo, spotifyUrl, missingScope, retryAfterSeconds, failedAtMs }}
          />
        </RetryBoundary>
      </div>
    </div>
  )
}

export type ErrorCardProps = Situation & {
  reason: ReasonCode
  heading: 'h1' | 'h2'
  viewerName?: string | null | undefined
  retryAfterSeconds?: number | undefined
  failedAtMs: number
}

/** Shows what happened, what the visitor can do about it, buttons for the next steps, and the error code. */
export function ErrorCard(props: ErrorCardProps) {
  const { reason, heading: Heading, isSignedIn, missingScope, retryAfterSeconds, failedAtMs } = props
  const { title, description, advice } = describeReason(reason)
  const buttons = getErrorButtons(reason, props)
  const linksSetup = props.showsSetup === true && buttons.every(({ href }) => href !== setupPath)
  const id = useId()
  // `null` if the visitor isn't signed in, because the end of a countdown must never start a sign-in.
  const retryHref = (isSignedIn && buttons.find(({ isRetry }) => isRetry)?.href) || null
  return (
    // If a retry fails for a different reason, the new key mounts a new card, which moves focus to the new card's main button.
    <section key={reason} aria-labelledby={`${id}title`} className="notice">
      <Heading id={`${id}title`} className="text-2xl sm:text-3xl">
        {title}
      </Heading>
      <div id={`${id}what`}>
        <p>{description}</p>
        {missingScope && (
          <p>
            Missing permission: <strong className="font-semibold">{describeScope(missingScope).grants}</strong>.
          </p>
        )}
      </div>
      <SignInState {...props} />
      <p>{advice}</p>
      {retryAfterSeconds ? (
        <p>
          <RetryWait code={reason} seconds={retryAfterSeconds} fromMs={failedAtMs} href={retryHref} />
        </p>
      ) : null}
      <p className="buttons">
        {buttons.map((button, index) => (
          <ErrorLink key={button.label} {...button} describedBy={index === 0 ? `${id}what` : undefined} />
        ))}
      </p>
      <OperatorHint reason={reason} linksSetup={linksSetup} />
      <p className="mt-6 text-xs text-soft">Code: {reason}</p>
    </section>
  )
}

function SignInState({ reason, isSignedIn, viewerName }: ErrorCardProps) {
  if (isSignedIn)
    return (
      <p>
        You are still signed in{viewerName && ' as '}
        {viewerName && <bdi className="font-semibold">{viewerName}</bdi>}.
      </p>
    )
  if (reason === 'signed_out') return null
  return <p>{reason === 'consent_expired' ? 'You are signed out.' : 'You are not signed in.'}</p>
}

function OperatorHint({ reason, linksSetup }: { reason: ReasonCode; linksSetup: boolean }) {
  const forOperator = operatorAdvice[reason]
  if (!forOperator) return null
  return (
    <p className="mt-6 border-t border-line pt-4 text-sm text-soft">
      If you run this site: {forOperator.advice}
      {forOperator.linksDashboard && (
        <HintLink href="https://developer.spotify.com/dashboard">Spotify’s dashboard</HintLink>
      )}
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
