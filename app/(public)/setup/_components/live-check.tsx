import { headers } from 'next/headers'
import { Suspense } from 'react'
import { clientWords } from '@/lib/config/client-words'
import { type SoundConfig, spotifyUrls } from '@/lib/config/read'
import { isUserRequest } from '@/lib/http/request'
import { type ClientCheck, checkClient } from '@/lib/spotify/client-check'
import { Cross, Query, Tick } from './marks'

export type LiveCheckProps = { sound: SoundConfig; isSecretWrong: boolean }

/** What Spotify says of the two ids just now. The page does not wait for it. */
export function LiveCheck({ sound, isSecretWrong }: LiveCheckProps) {
  const { clientId, clientSecret, accountsUrl } = sound
  if (!clientId || !accountsUrl || isSecretWrong) return null
  return (
    <section aria-labelledby="live" className="mb-10 max-w-2xl">
      <h2 id="live" className="mb-3 text-2xl">
        What Spotify says of the two ids
      </h2>
      {accountsUrl !== spotifyUrls.accounts && (
        <p className="mb-3">
          Asked where <code>SPOTIFY_ACCOUNTS_URL</code> points, which is not Spotify.
        </p>
      )}
      <div role="status">
        {clientSecret ? (
          <Suspense fallback={<p className="min-h-12 text-soft">Asking Spotify…</p>}>
            <Verdict url={accountsUrl} clientId={clientId} clientSecret={clientSecret} />
          </Suspense>
        ) : (
          <p>There is no secret, so there is nothing to check before the first sign-in.</p>
        )}
      </div>
    </section>
  )
}

async function Verdict(ids: { url: string; clientId: string; clientSecret: string }) {
  if (!isUserRequest(await headers())) return null
  const check = await checkClient({ ...ids, fetch: (input, init) => fetch(input, init) })
  const { Mark, next } = nextSteps[check.kind]
  return (
    <p className="flex gap-3">
      <Mark />
      <span className="min-w-0">
        <span className="block font-semibold">
          {clientWords[check.kind]}
          {check.kind === 'unreadable' && ` The status was ${check.status}.`}
        </span>
        <span className="block text-soft">{next}</span>
      </span>
    </p>
  )
}

const nextSteps: Record<ClientCheck['kind'], { Mark: typeof Tick; next: string }> = {
  accepted: {
    Mark: Tick,
    next: 'Sign in on the front page to see the rest work.',
  },
  wrong_id: {
    Mark: Cross,
    next: 'Copy it again from the dashboard into SPOTIFY_CLIENT_ID. Have the two been swapped, so that the secret stands there?',
  },
  wrong_secret: {
    Mark: Cross,
    next: 'Copy the Client secret again from the dashboard into SPOTIFY_CLIENT_SECRET.',
  },
  wrong_either: {
    Mark: Cross,
    next: 'Copy both again from the same app in the dashboard.',
  },
  rate_limited: {
    Mark: Query,
    next: 'Wait a minute, then open this page again.',
  },
  unanswered: {
    Mark: Query,
    next: 'Check that this machine gets there (is there a proxy or a firewall between?), then open this page again.',
  },
  unreadable: {
    Mark: Query,
    next: 'Open this page again in some minutes. In a network with a sign-in page of its own, sign in there first.',
  },
}
