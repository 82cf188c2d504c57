import { type Config, type Problem, spotifyUrls, type Variable } from '@/lib/config/read'

export type SettingsProps = { problems: Problem[]; settings: Partial<Config> }

/** Lists every setting. For each invalid setting, explains the problem and how to fix it. Never shows a secret's value. */
export function Settings({ problems, settings }: SettingsProps) {
  return (
    <section aria-labelledby="settings">
      <h2 id="settings" className="mb-3 text-2xl">
        Settings
      </h2>
      <ul role="list">
        {describeSettings(settings).map(([variable, description]) => {
          const problem = problems.find((one) => one.variable === variable)
          return problem ? (
            <Item key={variable} status="invalid" {...problem} />
          ) : (
            <Item key={variable} status="valid" variable={variable} fix={description} />
          )
        })}
      </ul>
      {problems.length > 0 && (
        <p className="mt-4 max-w-prose text-soft">
          Set them as environment variables on the server, or in the file <code>.env.local</code>, which{' '}
          <code>npm run setup</code> writes.
        </p>
      )}
    </section>
  )
}

export function Warnings({ warnings }: { warnings: Problem[] }) {
  if (warnings.length === 0) return null
  return (
    <section aria-labelledby="warnings">
      <h2 id="warnings" className="mb-2 text-2xl">
        Warnings
      </h2>
      <p className="mb-3 max-w-prose">These look like mistakes, but the site works even if you don’t fix them.</p>
      <ul role="list">
        {warnings.map((warning) => (
          <Item key={`${warning.variable} ${warning.problem}`} status="warning" {...warning} />
        ))}
      </ul>
    </section>
  )
}

type ItemProps = { status: Status; variable: string; problem?: string; fix: string }

function Item({ status, variable, problem, fix }: ItemProps) {
  return (
    <li className="flex gap-3 border-t border-line py-3">
      <StatusIcon status={status} />
      <span className="min-w-0">
        <code className="font-semibold break-all">{variable}</code>
        {problem && ` ${problem}.`}
        <span className="block break-words text-soft">{fix}</span>
      </span>
    </li>
  )
}

function describeSettings(settings: Partial<Config>): [variable: Variable, description: string][] {
  const { clientSecret, passwords = {}, accountsUrl, apiUrl, redisUrl } = settings
  const count = Object.keys(passwords).length
  return [
    ['SPOTIFY_CLIENT_ID', 'Set.'],
    ['SPOTIFY_CLIENT_SECRET', clientSecret ? 'Set.' : 'Not set: sign-in works without it (PKCE).'],
    ['SESSION_PASSWORD', count > 1 ? `${count} passwords. New sessions use the one with the highest number.` : 'Set.'],
    ['APP_URL', 'A URL that Spotify accepts.'],
    ['SPOTIFY_ACCOUNTS_URL', describeServer(accountsUrl, spotifyUrls.accounts)],
    ['SPOTIFY_API_URL', describeServer(apiUrl, spotifyUrls.api)],
    ['REDIS_URL', redisUrl ? 'Set. Instances share token refreshes.' : 'Not set: a single instance doesn’t need it.'],
  ]
}

const describeServer = (url: string | undefined, spotifysOwn: string) =>
  url === spotifysOwn ? 'Spotify.' : 'Not Spotify: an emulator or a proxy.'

export type Status = 'valid' | 'invalid' | 'warning'

const icons = {
  valid: { label: 'OK:', square: 'fill-lamp', line: 'stroke-lamp-dark', path: 'm5 12 5 5 9-10' },
  invalid: { label: 'Problem:', square: 'fill-alarm', line: 'stroke-page', path: 'm6 6 12 12M18 6 6 18' },
  warning: { label: 'Warning:', square: 'fill-tag', line: 'stroke-tag-ink', path: 'M12 4.5v10M12 17v3' },
}

export function StatusIcon({ status }: { status: Status }) {
  const { label, square, line, path } = icons[status]
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label={label} className="shrink-0">
      <path className={square} d="M0 0h24v24H0z" />
      <path className={`fill-none ${line}`} strokeWidth="3" d={path} />
    </svg>
  )
}
