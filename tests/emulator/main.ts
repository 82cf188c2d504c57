import { knownApp } from './accounts/known-app.ts'
import { people } from './data/people.ts'
import { listen } from './emulator.ts'

const {
  PORT = '4000',
  APP_URL = 'http://127.0.0.1:3000',
  SPOTIFY_CLIENT_ID: clientId = knownApp.clientId,
  SPOTIFY_CLIENT_SECRET: clientSecret = knownApp.clientSecret,
} = process.env

const redirectUri = `${APP_URL.replace(/\/+$/, '')}/api/auth/callback`

try {
  const { origin, close } = await listen({ port: Number(PORT), clientId, clientSecret, redirectUris: [redirectUri] })
  console.log(greeting(origin))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close().then(() => process.exit(0)))
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const portHint = code === 'EADDRINUSE' && `Port ${PORT} is in use. To choose another one, set the variable PORT.`
  console.error(portHint || `The emulator could not start: ${message}`)
  process.exit(1)
}

function greeting(origin: string): string {
  const width = Math.max(...people.map(({ id }) => id.length))
  return `The Spotify emulator is running on ${origin}
Open it in a browser to see the test users and to switch on faults.

Environment variables for the app:
  SPOTIFY_ACCOUNTS_URL=${origin}
  SPOTIFY_API_URL=${origin}
  SPOTIFY_CLIENT_ID=${clientId}
  SPOTIFY_CLIENT_SECRET=${clientSecret === knownApp.clientSecret ? clientSecret : '(yours)'}
  APP_URL=${APP_URL}

Redirect URI: ${redirectUri}

People:
${people.map(({ id, label, summary }) => `  ${id.padEnd(width)}  ${label}: ${summary}`).join('\n')}
`
}
