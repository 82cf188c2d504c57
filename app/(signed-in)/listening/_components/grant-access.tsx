import { currentPath } from '@/lib/session/server'
import { describeScope, type Scope } from '@/lib/spotify/scopes'
import { startLoginPath } from '@/lib/urls'

/** Asks for all missing scopes with one button. */
export async function GrantAccess({ missing }: { missing: readonly Scope[] }) {
  const returnTo = await currentPath()
  return (
    <section className="notice" aria-labelledby="grant-first">
      <h2 id="grant-first" className="mb-3 text-2xl sm:text-3xl">
        This page asks first
      </h2>
      <p className="mb-2">You have not yet allowed this site to:</p>
      <ul className="mb-2 list-disc pl-6 font-semibold">
        {missing.map((scope) => (
          <li key={scope}>{describeScope(scope).grants}</li>
        ))}
      </ul>
      <p>It looks and changes nothing. Spotify asks you on its own page, and then you are back here.</p>
      <p className="mt-6">
        <a href={startLoginPath({ returnTo, scope: missing.join(' ') })} className="button">
          Grant it at Spotify
        </a>
      </p>
      <p className="mt-6 text-xs text-soft">Code: missing_scope</p>
    </section>
  )
}
