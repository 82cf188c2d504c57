import { randomBytes } from 'node:crypto'
import { freePort, type Running, startApp } from '../../scripts/processes.ts'
import { secretPrefixes } from '../emulator/accounts/tokens.ts'
import { type Listening, listen } from '../emulator/emulator.ts'

export type Servers = {
  /** The app, whose origin is the default value of `APP_URL`. */
  app: Running
  /** The environment variables of the app. */
  settings: Record<string, string>
  spotify: Listening['emulator']
  spotifyOrigin: string
  stop: () => Promise<void>
}

export const clientId = randomBytes(16).toString('hex')
export const clientSecret = `5ec2e7${randomBytes(13).toString('hex')}`
export const sessionPassword = `password-${randomBytes(24).toString('hex')}`

/**
 * Starts the built app and an emulator on these ports, or on free ports. `environment` overrides the app's default settings. If
 * `environment` sets `APP_URL`, the emulator redirects sign-ins to that URL. `start` replaces the function that starts the built app.
 */
export async function startServers(
  environment: Record<string, string> = {},
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
  const stop = async () => {
    await app.stop()
    await spotify.close()
  }
  return { app, settings, spotify: spotify.emulator, spotifyOrigin: spotify.origin, stop }
}

/** The client secret, the session password, and the prefixes of the emulator's tokens and codes. */
const secrets = [...secretPrefixes, clientSecret, sessionPassword]

export const secretsIn = (text: string, more: readonly string[] = []): string[] =>
  [...secrets, ...more].filter((secret) => text.includes(secret))
