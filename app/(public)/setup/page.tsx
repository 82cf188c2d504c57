import type { Metadata } from 'next'
import { PageHeader } from '@/app/_components/layout/page-header'
import { CredentialsCheck } from '@/app/(public)/setup/_components/credentials-check'
import { Settings, type SettingsProps, Warnings } from '@/app/(public)/setup/_components/settings'
import { spotifyUrls } from '@/lib/config/read'
import { configWarnings } from '@/lib/config/report'
import { configResult, isProduction } from '@/lib/config/server'
import { absoluteUrl, callbackPath } from '@/lib/session/urls'

export const metadata: Metadata = { title: 'Setup', robots: { index: false } }

/** Shows whether the app is configured correctly, but never reveals a secret. Lists problems only in development. */
export default function SetupPage() {
  const { problems, valid } = configResult()
  const isReady = problems.length === 0
  if (isProduction() && !isReady) return <NotSetUp />
  const settings = <Settings problems={problems} settings={valid} />
  return (
    <>
      {isReady ? (
        <PageHeader title="Setup">
          Every setting is valid.{isProduction() && ' The first sign-in shows whether Spotify accepts the Client ID.'}
        </PageHeader>
      ) : (
        <PageHeader title="Almost there">Fix the settings marked with a cross, then restart the server.</PageHeader>
      )}
      <div className="two-columns pt-8">
        {!isReady && settings}
        <div className="grid gap-10">
          {valid.appUrl && <RedirectUri appUrl={valid.appUrl} />}
          {!isProduction() && <ForDeveloper problems={problems} settings={valid} />}
        </div>
        {isReady && settings}
      </div>
    </>
  )
}

function NotSetUp() {
  return (
    <div className="notice-layout">
      <section className="notice">
        <h1>This site isn’t set up yet</h1>
        <p>Sign-in isn’t available yet. It’s nothing you did.</p>
        <p>If you run this site, check the server’s log to see what is missing.</p>
      </section>
    </div>
  )
}

function ForDeveloper({ problems, settings }: SettingsProps) {
  const isSecretInvalid = problems.some(({ variable }) => variable === 'SPOTIFY_CLIENT_SECRET')
  const isSpotify = settings.accountsUrl === spotifyUrls.accounts && settings.apiUrl === spotifyUrls.api
  return (
    <>
      <CredentialsCheck settings={settings} isSecretInvalid={isSecretInvalid} />
      <Warnings warnings={configWarnings()} />
      <DevelopmentMode isSpotify={isSpotify} />
    </>
  )
}

function RedirectUri({ appUrl }: { appUrl: string }) {
  return (
    <section aria-labelledby="redirect-uri" className="bg-panel p-6">
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
    <section aria-labelledby="limits">
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
