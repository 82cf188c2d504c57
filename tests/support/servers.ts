import { randomBytes } from 'node:crypto'
import { freePort } from '../../scripts/ports.ts'
import { type Running, startApp } from '../../scripts/processes.ts'
import { type Listening, listen } from '../emulator/listen.ts'

export type Servers = { app: Running; spotify: Listening['emulator']; spotifyOrigin: string; stop: () => Promise<void> }

export const clientId = randomBytes(16).toString('hex')
export const clientSecret = `5ec2e7${randomBytes(13).toString('hex')}`
export const sessionPassword = `password-${randomBytes(24).toString('hex')}`

/** The built app and an emulator, on free ports of this machine. `environment` goes over the app's usual settings. */
export async function startServers(environment: Record<string, string> = {}): Promise<Servers> {
  const port = await freePort(0)
  const appUrl = `http://127.0.0.1:${port}`
  const spotify = await listen({ clientId, clientSecret, redirectUris: [`${appUrl}/api/auth/callback`] })
  const app = await startApp(port, {
    APP_URL: appUrl,
    SPOTIFY_CLIENT_ID: clientId,
    SPOTIFY_CLIENT_SECRET: clientSecret,
    SPOTIFY_ACCOUNTS_URL: spotify.origin,
    SPOTIFY_API_URL: spotify.origin,
    SESSION_PASSWORD: sessionPassword,
    REDIS_URL: '',
    ...environment,
  })
  const stop = async () => {
    await app.stop()
    await spotify.close()
  }
  return { app, spotify: spotify.emulator, spotifyOrigin: spotify.origin, stop }
}
