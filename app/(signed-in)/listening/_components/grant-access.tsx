import { currentPath } from '@/lib/session/server'
import { describeScope, type Scope } from '@/lib/spotify/scopes'
import { startLoginPath } from '@/lib/urls'

/** A button that requests all missing scopes at once. */
export async function GrantAccess({ missing }: { missing: readonly Scope[] }) {
  const returnTo = await currentPath()
  return (
    <section className="notice" aria-labelledby="grant-access">
      <h2 id="grant-access" className="mb-3 text-2xl sm:text-3xl">
        Permission needed
      </h2>
      <p className="mb-2">To show your listening, this site needs permission to:</p>
      <ul className="mb-2 list-disc pl-6 font-semibold">
        {missing.map((scope) => (
          <li key={scope}>{describeScope(scope).grants}</li>
        ))}
      </ul>
      <p>Spotify will ask you, then bring you back here. This site can’t change anything in your account.</p>
      <p className="mt-6">
        <a href={startLoginPath({ returnTo, scope: missing.join(' ') })} className="button">
          Grant permission
        </a>
      </p>
      <p className="mt-6 text-xs text-soft">Code: missing_scope</p>
    </section>
  )
}
