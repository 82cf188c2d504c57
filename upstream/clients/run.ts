import type { Client } from './client.ts'
import { arctic } from './libraries/arctic.ts'
import { authJs } from './libraries/auth-js.ts'
import { betterAuthSpotify, betterAuthWithEmail } from './libraries/better-auth.ts'
import { oauth4webapi } from './libraries/oauth4webapi.ts'
import { passportSpotify } from './libraries/passport-spotify.ts'
import { simpleOauth2 } from './libraries/simple-oauth2.ts'
import { spotifyWebApiNode } from './libraries/spotify-web-api-node.ts'
import { webApiTsSdk } from './libraries/web-api-ts-sdk.ts'
import { startSpotify } from './spotify.ts'
import { runSteps } from './steps.ts'
import { inLines, page, type Row, writePage } from './table.ts'

/** Runs all steps with each client twice: once as a user of a new app (mira) and once as a user of an older app (otto). */

const clients: Client[] = [
  spotifyWebApiNode,
  webApiTsSdk,
  passportSpotify,
  oauth4webapi,
  simpleOauth2,
  arctic,
  betterAuthSpotify,
  betterAuthWithEmail,
  authJs,
]

const { PORT, KEY, CERT } = process.env as Record<string, string>
const redirectUris = clients.map(({ redirectUri }) => redirectUri)
const spotify = await startSpotify(Number(PORT), { key: String(KEY), cert: String(CERT) }, redirectUris)
const rows: Row[] = []

for (const client of clients) {
  for (const person of ['mira', 'otto'] as const) {
    spotify.emulator.reset()
    const row = { client, person, cells: await runSteps(client, spotify, person) }
    rows.push(row)
    console.log(`\n${inLines(row)}`)
  }
  await client.close?.()
}

const failed = rows.filter(({ cells }) => Object.values(cells).some(({ kind }) => kind === 'failed'))
if (failed.length === 0) writePage(rows)
console.log(
  failed.length === 0 ? `\nAll passed. The results are in ${page}.` : `\n${failed.length} of ${rows.length} FAILED`,
)
process.exit(failed.length === 0 ? 0 : 1)
