import { randomBytes } from 'node:crypto'
import { freePort, type Running, startApp } from '../../scripts/processes.ts'
import { secretPrefixes } from '../emulator/accounts/tokens.ts'
import { type Listening, listen } from '../emulator/emulator.ts'

export type Servers = {
  /** The first app instance. Its origin is the default value of `APP_URL`. */
  app: Running
  /** All app instances, including `app`. */
  instances: Running[]
  spotify: Listening['emulator']
  spotifyOrigin: string
  /** Starts another app instance with these settings. */
  startInstance: (environment: Record<string, string>) => Promise<Running>
  stop: () => Promise<void>
}

export const clientId = randomBytes(16).toString('hex')
export const clientSecret = `5ec2e7${randomBytes(13).toString('hex')}`
export const sessionPassword = `password-${randomBytes(24).toString('hex')}`

/**
 * Starts the built app and an emulator on these ports, or on free ports. `environment` overrides the app's default settings. If `environment` sets
 * `APP_URL`, the emulator redirects sign-ins to that URL. `start` replaces the function that starts the built app.
 */
export async function startServers(
  environment: Record<string, string> = {},
  instanceCount = 1,
  start: typeof startApp = startApp,
  ports: { app?: number; spotify?: number } = {},
): Promise<Servers> {
  const port = ports.app ?? (await freePort())
  const appUrl = environment.APP_URL ?? `http://127.0.0.1:${port}`
  const spotify = await listen({
    port: ports.spotify ?? 0,
    clientId,
    clientSecret,
    redirectUris: [`${appUrl}/api/auth/callback`],
  })
  const settings = {
    APP_URL: appUrl,
    SPOTIFY_CLIENT_ID: clientId,
    SPOTIFY_CLIENT_SECRET: clientSecret,
    SPOTIFY_ACCOUNTS_URL: spotify.origin,
    SPOTIFY_API_URL: spotify.origin,
    SESSION_PASSWORD: sessionPassword,
    REDIS_URL: '',
    ...environment,
  }
  const app = await start(port, settings)
  const instances = [app]
  const startInstance = async (own: Record<string, string>) => {
    const instance = await start(await freePort(), { ...settings, ...own })
    instances.push(instance)
    return instance
  }
  while (instances.length < instanceCount) await startInstance({})
  const stop = async () => {
    await Promise.all(instances.map((instance) => instance.stop()))
    await spotify.close()
  }
  const { emulator, origin } = spotify
  return { app, instances, spotify: emulator, spotifyOrigin: origin, startInstance, stop }
}

/** The client secret, the session password, and the prefixes of the emulator's tokens and codes. */
const secrets = [...secretPrefixes, clientSecret, sessionPassword]

export const secretsIn = (text: string, more: readonly string[] = []): string[] =>
  [...secrets, ...more].filter((secret) => text.includes(secret))
