import { headers } from 'next/headers'
import { Suspense } from 'react'
import { type Config, spotifyUrls } from '@/lib/config/read'
import { isUserRequest } from '@/lib/http/handlers'
import { type ClientCheck, checkClient, clientCheckMessages } from '@/lib/spotify/client-check'
import { type Status, StatusIcon } from './settings'

export type CredentialsCheckProps = { settings: Partial<Config>; isSecretInvalid: boolean }

/**
 * Asks Spotify whether the Client ID and Client secret are valid. The result streams in, so the rest of the page doesn't wait for
 * it.
 */
export function CredentialsCheck({ settings, isSecretInvalid }: CredentialsCheckProps) {
  const { clientId, clientSecret, accountsUrl } = settings
  if (!clientId || !accountsUrl || isSecretInvalid) return null
  return (
    <section aria-labelledby="credentials">
      <h2 id="credentials" className="mb-3 text-2xl">
        Check with Spotify
      </h2>
      {accountsUrl !== spotifyUrls.accounts && (
        <p className="mb-3">
          This check asks the server in <code>SPOTIFY_ACCOUNTS_URL</code>, which isn’t Spotify’s.
        </p>
      )}
      <div role="status">
        {clientSecret ? (
          <Suspense fallback={<p className="min-h-12 text-soft">Checking with Spotify…</p>}>
            <CheckResult url={accountsUrl} clientId={clientId} clientSecret={clientSecret} />
          </Suspense>
        ) : (
          <p>Without a Client secret, only a sign-in shows whether Spotify accepts the Client ID.</p>
        )}
      </div>
    </section>
  )
}

async function CheckResult(credentials: { url: string; clientId: string; clientSecret: string }) {
  if (!isUserRequest(await headers())) return null
  const check = await checkClient({ ...credentials, fetch: (input, init) => fetch(input, init) })
  const { status, next } = nextSteps[check.kind]
  return (
    <p className="flex gap-3">
      <StatusIcon status={status} />
      <span className="min-w-0">
        <span className="block font-semibold">
          {clientCheckMessages[check.kind]}
          {check.kind === 'unreadable' && ` The response has status ${check.status}.`}
        </span>
        <span className="block text-soft">{next}</span>
      </span>
    </p>
  )
}

const nextSteps: Record<ClientCheck['kind'], { status: Status; next: string }> = {
  accepted: { status: 'valid', next: 'Sign in on the home page to test the rest.' },
  wrong_id: {
    status: 'invalid',
    next: 'Copy the Client ID again from the dashboard to SPOTIFY_CLIENT_ID, and check that you didn’t swap it with the secret.',
  },
  wrong_secret: {
    status: 'invalid',
    next: 'Copy the Client secret again from the dashboard to SPOTIFY_CLIENT_SECRET.',
  },
  wrong_either: { status: 'invalid', next: 'Copy both again, from the same app in the dashboard.' },
  rate_limited: { status: 'warning', next: 'Wait a minute, then reload this page.' },
  unanswered: {
    status: 'warning',
    next: 'Check that no proxy or firewall blocks the server’s connection, then reload this page.',
  },
  unreadable: {
    status: 'warning',
    next: 'Reload this page in a few minutes. If your network has its own sign-in page, sign in there first.',
  },
}
