import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import type { Config, Problem } from '@/lib/config/read'
import { isProduction, readEnvironment } from '@/lib/config/server'
import { absoluteUrl, callbackPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Set-up', robots: { index: false } }

/** Never a value of a secret, and in production nothing that is wrong. */
export default function SetupPage() {
  const environment = readEnvironment()
  if (environment.kind === 'ready') return <Ready config={environment.config} />
  return isProduction() ? <NotSetUp /> : <Broken problems={environment.problems} />
}

function NotSetUp() {
  return (
    <section className="notice">
      <h1 className="mb-3 text-3xl">This site is not set up yet</h1>
      <p className="mb-2">Nobody can sign in at the moment. You have done nothing wrong.</p>
      <p>Whoever runs this site finds what is missing in the server’s log.</p>
    </section>
  )
}

function Broken({ problems }: { problems: Problem[] }) {
  return (
    <Page
      title="Almost there"
      words="These settings keep people from signing in. Mend them and start the server again."
    >
      <ul className="max-w-2xl">
        {problems.map(({ variable, wrong, mend }) => (
          <li key={`${variable} ${wrong}`} className="flex gap-3 border-t border-line py-4">
            <Cross />
            <span className="min-w-0">
              <span className="block text-lg">
                <code className="font-semibold break-all">{variable}</code> {wrong}.
              </span>
              <span className="block break-words text-soft">{mend}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-6 max-w-prose text-soft">
        They stand in the environment of the server, or in the file <code>.env.local</code>.
      </p>
    </Page>
  )
}

function Ready({ config }: { config: Config }) {
  return (
    <Page
      title="Set up"
      words="Every setting is there. Whether Spotify accepts the two ids shows at the first sign-in."
    >
      <section className="mb-8 max-w-2xl bg-panel p-6">
        <h2 className="mb-2 text-2xl">The redirect URI</h2>
        <p className="mb-3">
          Paste this under Redirect URIs in the settings of your app in{' '}
          <a href="https://developer.spotify.com/dashboard" className="link">
            Spotify’s dashboard
          </a>
          , exactly as it is, and press Save.
        </p>
        <p>
          <code className="block bg-tag p-3 font-semibold break-all text-tag-ink select-all">
            {absoluteUrl(config.appUrl, callbackPath)}
          </code>
        </p>
      </section>
      <h2 className="mb-3 text-2xl">The settings</h2>
      <ul className="flex max-w-2xl flex-col">
        {toSettings(config).map(([variable, words]) => (
          <li key={variable} className="flex gap-3 border-t border-line py-3">
            <Tick />
            <span className="min-w-0">
              <code className="font-semibold break-all">{variable}</code>
              <span className="block text-soft">{words}</span>
            </span>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function toSettings(config: Config): [variable: string, words: string][] {
  const { clientSecret, passwords, accountsUrl, apiUrl, redisUrl } = config
  const count = Object.keys(passwords).length
  return [
    ['SPOTIFY_CLIENT_ID', 'Set.'],
    ['SPOTIFY_CLIENT_SECRET', clientSecret ? 'Set.' : 'Left out: the sign-in works without it (PKCE).'],
    [
      'SESSION_PASSWORD',
      count > 1 ? `${count} passwords; the one with the highest number seals.` : 'Set, and long enough.',
    ],
    ['APP_URL', 'Set, and an address that Spotify accepts.'],
    ['SPOTIFY_ACCOUNTS_URL', toHost(accountsUrl, 'https://accounts.spotify.com')],
    ['SPOTIFY_API_URL', toHost(apiUrl, 'https://api.spotify.com')],
    ['REDIS_URL', redisUrl ? 'Set: instances share one refresh.' : 'Left out: one instance needs none.'],
  ]
}

const toHost = (url: string, usual: string) =>
  url === usual ? 'Spotify itself.' : 'Not Spotify: an emulator or a proxy.'

function Page({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <>
      <h1 className="mb-2 text-4xl sm:text-5xl">{title}</h1>
      <p className="mb-8 max-w-prose text-lg">{words}</p>
      {children}
    </>
  )
}

function Tick() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label="In order:" className="shrink-0">
      <path className="fill-lamp" d="M0 0h24v24H0z" />
      <path className="fill-none stroke-lamp-dark" strokeWidth="3" d="m5 12 5 5 9-10" />
    </svg>
  )
}

function Cross() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label="Wrong:" className="shrink-0">
      <path className="fill-alarm" d="M0 0h24v24H0z" />
      <path className="fill-none stroke-page" strokeWidth="3" d="m6 6 12 12M18 6 6 18" />
    </svg>
  )
}
