import type { ReactNode } from 'react'
import { type Problem, type SoundConfig, spotifyUrls, type Variable } from '@/lib/config/read'
import type { Warning } from '@/lib/config/warnings'
import { Cross, Query, Tick } from './marks'

export type SettingsProps = { problems: Problem[]; sound: SoundConfig }

/** Every setting: in order, or what is wrong with it and how to mend it. Never a value of a secret. */
export function Settings({ problems, sound }: SettingsProps) {
  return (
    <section aria-labelledby="settings" className="mb-10 max-w-2xl">
      <h2 id="settings" className="mb-3 text-2xl">
        The settings
      </h2>
      <ul role="list">
        {toSettings(sound).map(([variable, words]) => {
          const problem = problems.find((one) => one.variable === variable)
          return problem ? (
            <Item key={variable} mark={<Cross />} {...problem} />
          ) : (
            <Item key={variable} mark={<Tick />} variable={variable} mend={words} />
          )
        })}
      </ul>
      {problems.length > 0 && (
        <p className="mt-4 max-w-prose text-soft">
          Settings stand in the environment of the server, or in the file <code>.env.local</code>, which{' '}
          <code>npm run setup</code> writes.
        </p>
      )}
    </section>
  )
}

export function Warnings({ warnings }: { warnings: Warning[] }) {
  if (warnings.length === 0) return null
  return (
    <section aria-labelledby="warnings" className="mb-10 max-w-2xl">
      <h2 id="warnings" className="mb-2 text-2xl">
        Worth a second look
      </h2>
      <p className="mb-3 max-w-prose">This stops nothing, and is most likely a mistake.</p>
      <ul role="list">
        {warnings.map((warning) => (
          <Item key={`${warning.variable} ${warning.wrong}`} mark={<Query />} {...warning} />
        ))}
      </ul>
    </section>
  )
}

type ItemProps = { mark: ReactNode; variable: string; wrong?: string; mend: string }

function Item({ mark, variable, wrong, mend }: ItemProps) {
  return (
    <li className="flex gap-3 border-t border-line py-3">
      {mark}
      <span className="min-w-0">
        <code className="font-semibold break-all">{variable}</code>
        {wrong && ` ${wrong}.`}
        <span className="block break-words text-soft">{mend}</span>
      </span>
    </li>
  )
}

function toSettings(sound: SoundConfig): [variable: Variable, words: string][] {
  const { clientSecret, passwords = {}, accountsUrl, apiUrl, redisUrl } = sound
  const count = Object.keys(passwords).length
  return [
    ['SPOTIFY_CLIENT_ID', 'Set.'],
    ['SPOTIFY_CLIENT_SECRET', clientSecret ? 'Set.' : 'Left out: the sign-in works without it (PKCE).'],
    [
      'SESSION_PASSWORD',
      count > 1 ? `${count} passwords; the one with the highest number seals.` : 'Set, and long enough.',
    ],
    ['APP_URL', 'An address that Spotify accepts.'],
    ['SPOTIFY_ACCOUNTS_URL', toHost(accountsUrl, spotifyUrls.accounts)],
    ['SPOTIFY_API_URL', toHost(apiUrl, spotifyUrls.api)],
    ['REDIS_URL', redisUrl ? 'Set: instances share one refresh.' : 'Left out: one instance needs none.'],
  ]
}

const toHost = (url: string | undefined, usual: string) =>
  url === usual ? 'Spotify itself.' : 'Not Spotify: an emulator or a proxy.'
