'use client'

export type UnexpectedErrorProps = { error: unknown; retry: () => void }

/** Shown by the error boundaries. Error messages may contain anything, so visitors get only the reference in the log. */
export function UnexpectedError({ error, retry }: UnexpectedErrorProps) {
  const digest = error instanceof Error && 'digest' in error ? error.digest : null
  return (
    <section role="alert" className="notice">
      <h1 className="mb-3 font-display text-3xl font-bold">Something broke here</h1>
      <p className="mb-6">This is a fault of this site, not yours. You are as signed in as you were before.</p>
      <p className="flex flex-wrap gap-3">
        <button type="button" onClick={() => retry()} className="button">
          Try again
        </button>
        <a href="/" className="button-quiet">
          To the front page
        </a>
      </p>
      {typeof digest === 'string' && <p className="mt-6 text-xs text-soft">Reference: {digest}</p>}
    </section>
  )
}
