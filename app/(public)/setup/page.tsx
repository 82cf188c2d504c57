import type { Metadata } from 'next'
import { Dashboard } from '@/app/(public)/setup/_components/dashboard'
import { DevelopmentMode } from '@/app/(public)/setup/_components/development-mode'
import { LiveCheck } from '@/app/(public)/setup/_components/live-check'
import { Settings, Warnings } from '@/app/(public)/setup/_components/settings'
import { type Config, type ConfigResult, spotifyUrls } from '@/lib/config/read'
import { isProduction, readEnvironment, readWarnings } from '@/lib/config/server'
import { absoluteUrl, callbackPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Set-up', robots: { index: false } }

/** Never a value of a secret, and in production nothing that is wrong. */
export default function SetupPage() {
  const environment = readEnvironment()
  if (!isProduction()) return <ForDeveloper environment={environment} />
  return environment.kind === 'ready' ? <Ready config={environment.config} /> : <NotSetUp />
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

function Ready({ config }: { config: Config }) {
  return (
    <>
      <Title
        title="Set up"
        words="Every setting is there. Whether Spotify accepts the two ids shows at the first sign-in."
      />
      <RedirectUri appUrl={config.appUrl} />
      <Settings problems={[]} sound={config} />
    </>
  )
}

function ForDeveloper({ environment }: { environment: ConfigResult }) {
  const isReady = environment.kind === 'ready'
  const problems = isReady ? [] : environment.problems
  const sound = isReady ? environment.config : environment.sound
  const settings = <Settings problems={problems} sound={sound} />
  return (
    <>
      {isReady ? (
        <Title title="Set up" words="Every setting is there." />
      ) : (
        <Title
          title="Almost there"
          words="The settings with a cross keep people from signing in. Mend them and start the server again."
        />
      )}
      {!isReady && settings}
      {sound.appUrl && <RedirectUri appUrl={sound.appUrl} />}
      <LiveCheck sound={sound} isSecretWrong={problems.some(({ variable }) => variable === 'SPOTIFY_CLIENT_SECRET')} />
      {isReady && settings}
      <Warnings warnings={readWarnings()} />
      <DevelopmentMode isSpotify={sound.accountsUrl === spotifyUrls.accounts && sound.apiUrl === spotifyUrls.api} />
    </>
  )
}

function Title({ title, words }: { title: string; words: string }) {
  return (
    <>
      <h1 className="mb-2 text-4xl sm:text-5xl">{title}</h1>
      <p className="mb-8 max-w-prose text-lg">{words}</p>
    </>
  )
}

function RedirectUri({ appUrl }: { appUrl: string }) {
  return (
    <section aria-labelledby="redirect-uri" className="mb-10 max-w-2xl bg-panel p-6">
      <h2 id="redirect-uri" className="mb-2 text-2xl">
        The redirect URI
      </h2>
      <p className="mb-3">
        Paste this under Redirect URIs in the settings of your app in <Dashboard />, exactly as it is, and press Save.
      </p>
      <p>
        <code className="block bg-tag p-3 font-semibold break-all text-tag-ink select-all">
          {absoluteUrl(appUrl, callbackPath)}
        </code>
      </p>
    </section>
  )
}
