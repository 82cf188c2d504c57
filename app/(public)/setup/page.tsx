import type { Metadata } from 'next'
import { CredentialsCheck } from '@/app/(public)/setup/_components/credentials-check'
import { Settings, Warnings } from '@/app/(public)/setup/_components/settings'
import { type Config, spotifyUrls } from '@/lib/config/read'
import { configResult, configWarnings, isProduction } from '@/lib/config/server'
import { absoluteUrl } from '@/lib/http/urls'
import { callbackPath } from '@/lib/session/urls'

export const metadata: Metadata = { title: 'Setup', robots: { index: false } }

/** Shows whether the app is configured correctly, but never reveals a secret. Lists problems only in development. */
export default function SetupPage() {
  if (!isProduction()) return <SetupForDeveloper />
  const { config } = configResult()
  return config ? <SetUp config={config} /> : <NotSetUp />
}

function NotSetUp() {
  return (
    <section className="notice">
      <h1 className="mb-3 text-3xl">This site isn’t set up yet</h1>
      <p className="mb-2">Sign-in isn’t available yet. It’s nothing you did.</p>
      <p>If you run this site, check the server’s log to see what is missing.</p>
    </section>
  )
}

function SetUp({ config }: { config: Config }) {
  return (
    <>
      <Title
        title="Setup"
        text="Every setting is valid. The first sign-in shows whether Spotify accepts the Client ID."
      />
      <RedirectUri appUrl={config.appUrl} />
      <Settings problems={[]} settings={config} />
    </>
  )
}

function SetupForDeveloper() {
  const { problems, valid } = configResult()
  const isReady = problems.length === 0
  const settings = <Settings problems={problems} settings={valid} />
  const isSecretInvalid = problems.some(({ variable }) => variable === 'SPOTIFY_CLIENT_SECRET')
  return (
    <>
      {isReady ? (
        <Title title="Setup" text="Every setting is valid." />
      ) : (
        <Title title="Almost there" text="Fix the settings marked with a cross, then restart the server." />
      )}
      {!isReady && settings}
      {valid.appUrl && <RedirectUri appUrl={valid.appUrl} />}
      <CredentialsCheck settings={valid} isSecretInvalid={isSecretInvalid} />
      {isReady && settings}
      <Warnings warnings={configWarnings()} />
      <DevelopmentMode isSpotify={valid.accountsUrl === spotifyUrls.accounts && valid.apiUrl === spotifyUrls.api} />
    </>
  )
}

function Title({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h1 className="mb-2 text-4xl sm:text-5xl">{title}</h1>
      <p className="mb-8 max-w-prose text-lg">{text}</p>
    </>
  )
}

function RedirectUri({ appUrl }: { appUrl: string }) {
  return (
    <section aria-labelledby="redirect-uri" className="mb-10 max-w-2xl bg-panel p-6">
      <h2 id="redirect-uri" className="mb-2 text-2xl">
        Redirect URI
      </h2>
      <p className="mb-3">
        Add this under Redirect URIs in the settings of your app in <DashboardLink />, exactly as shown, then save.
      </p>
      <p>
        <code className="block bg-tag p-3 font-semibold break-all text-tag-ink select-all">
          {absoluteUrl(appUrl, callbackPath)}
        </code>
      </p>
    </section>
  )
}

/** Explains the limits of Spotify's development mode, including those introduced in February and July 2026. */
function DevelopmentMode({ isSpotify }: { isSpotify: boolean }) {
  return (
    <section aria-labelledby="limits" className="max-w-2xl">
      <h2 id="limits" className="mb-3 text-2xl">
        Before others sign in
      </h2>
      <p className="mb-3">
        A new app is in development mode, which has limits (as of November 2026). See <DashboardLink />.
        {!isSpotify && ' These limits don’t apply to the server in the settings above, which isn’t Spotify’s.'}
      </p>
      <ul className="list-disc pl-5 [&_li]:mb-2">
        <li>
          The account that owns the app needs <strong>Premium</strong>. Without it, Spotify rejects every request. After
          you subscribe, Spotify can take a few hours to notice.
        </li>
        <li>
          <strong>Five people</strong> can use it. Add each of them under <strong>User Management</strong>, with the
          email address of their Spotify account.
        </li>
        <li>
          Since July 2026, all apps in your developer account have shared a request <strong>quota</strong>. Once it’s
          used up, it can take a day to reset.
        </li>
      </ul>
    </section>
  )
}

const DashboardLink = () => (
  <a href="https://developer.spotify.com/dashboard" className="link">
    Spotify’s dashboard
  </a>
)
