import { writeFileSync } from 'node:fs'
import { formatProblem } from '../../lib/config/read.ts'
import { freePort } from '../../scripts/ports.ts'
import { aboutLibrary } from './about-library.ts'
import { type Api, aboutContents, aboutRecentlyPlayed, aboutRemovedFields, findPlaylists } from './about-shapes.ts'
import { aboutNoScope, aboutPkceAndSecret, aboutRace } from './about-tokens.ts'
import { aboutOwner, aboutPages, aboutRedirectUri, openOperator } from './operator.ts'
import { type Section, toMarkdown } from './report.ts'
import { readSettings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { createSpotify } from './spotify.ts'

/** `npm run check:spotify --prefix upstream`: asks Spotify, with the operator's own app, what its documents leave open, and writes a report. */

const file = 'spotify-report.md'
const reading = [
  'playlist-read-private',
  'playlist-read-collaborative',
  'user-read-private',
  'user-read-email',
  'user-read-recently-played',
]
const writing = ['user-library-read', 'user-library-modify', 'user-follow-read', 'user-follow-modify']

const settings = readSettings(process.cwd())
if (Array.isArray(settings)) {
  for (const problem of settings) console.error(formatProblem(problem))
  process.exit(1)
}
const { clientId, clientSecret = '', accountsUrl, apiUrl } = settings
const spotify = createSpotify(settings)
const port = await freePort(8888)
const operator = openOperator()

console.log(`This asks ${accountsUrl} and ${apiUrl} about your app, by 20 to 40 calls, and writes ${file}.

Before you go on, add this redirect URI to your app in Spotify's dashboard, without a port, and press Save:

    http://127.0.0.1/callback

If the dashboard or the sign-in refuses it, add http://127.0.0.1:${port}/callback in its place.
`)
const mayWrite = await operator.confirm(
  'One question needs a write: may a track and an artist be saved in your library, and be taken out again?',
)
const signIns = [[...reading, ...(mayWrite ? writing : [])], []]
const [exchange, bare] = await signIn({ settings, spotify, port, signIns, tell: invite }).catch(giveUp)
const { access_token: accessToken, refresh_token: refreshToken } = exchange?.fields ?? {}
if (!exchange || !bare || typeof accessToken !== 'string' || typeof refreshToken !== 'string')
  giveUp(new Error(`Spotify answered to the code: ${exchange?.says}`))

const api: Api = (path, method, body) => spotify.api(accessToken, path, method, body)
const held = { refreshToken }
const asking = { settings, spotify, held }
const playlists = await findPlaylists(api)
const sections: Section[] = [
  ['PKCE and a secret together', await aboutPkceAndSecret(asking, exchange)],
  ['Names and readers of contents', await aboutContents(api, playlists)],
  ['Removed fields: absent or null', await aboutRemovedFields(api, playlists)],
  ['Saving: by query or body, artists too', mayWrite ? await aboutLibrary(api, playlists.own) : ['Not asked.']],
  ['The end of six months', ['Only time can tell.']],
  ['The owner and the list of users', await aboutOwner(api, operator)],
  ['Two refreshes at once', await aboutRace(asking)],
  ['A loopback redirect URI without a port', await aboutRedirectUri(operator)],
  ['Recently played, and the scope of nothing', [await aboutRecentlyPlayed(api), aboutNoScope(bare)]],
  ["Spotify's own error pages", await aboutPages(accountsUrl, operator)],
]
const tokens = [accessToken, refreshToken, held.refreshToken, bare.fields.access_token, bare.fields.refresh_token]
const day = new Date().toISOString().slice(0, 10)
const secrets = [clientId, clientSecret, ...tokens].filter((each) => typeof each === 'string')
writeFileSync(file, toMarkdown({ day, hosts: [...new Set([accountsUrl, apiUrl])], sections, secrets }))
console.log(`\n${file} is written. Read it before you paste it into an issue.`)
process.exit(0)

function invite(address: string): void {
  console.log(`\nOpen this in your browser, and agree. It asks twice, the second time for nothing:\n\n    ${address}\n`)
}

function giveUp(error: Error): never {
  console.error(`\n${error.message}\nSearch docs/troubleshooting.md for what Spotify's page says.`)
  process.exit(1)
}
