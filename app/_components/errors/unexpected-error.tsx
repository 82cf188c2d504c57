'use client'

export type UnexpectedErrorProps = { error: unknown; retry: () => void }

/**
 * The message on the error page of `global-error.tsx`. The error's own message may contain secrets or personal data, so visitors
 * see only the error's reference, which is also in the server's log.
 */
export function UnexpectedError({ error, retry }: UnexpectedErrorProps) {
  const digest = error instanceof Error && 'digest' in error ? error.digest : null
  return (
    <section role="alert" className="notice">
      <h1>Something went wrong</h1>
      <p>An unexpected error occurred on this site. It’s nothing you did, and your sign-in isn’t affected.</p>
      <p className="buttons">
        <button type="button" onClick={() => retry()} className="button">
          Try again
        </button>
        <a href="/" className="button-quiet">
          Back to home
        </a>
      </p>
      {typeof digest === 'string' && <p className="mt-6 text-xs text-soft">Reference: {digest}</p>}
    </section>
  )
}
