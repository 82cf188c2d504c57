'use client'

export type CrashProps = { error: unknown; retry: () => void }

/** A fault of ours. What the error says is for the log; the visitor gets a reference to it. */
export function Crash({ error, retry }: CrashProps) {
  const digest = toDigest(error)
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
      {digest && <p className="mt-6 text-xs text-soft">Reference: {digest}</p>}
    </section>
  )
}

function toDigest(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? error.digest : null
  return typeof digest === 'string' ? digest : null
}
