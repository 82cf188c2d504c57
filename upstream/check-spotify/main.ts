import { writeFileSync } from 'node:fs'
import { formatProblem } from '../../lib/config/read.ts'
import { freePort } from '../../scripts/processes.ts'
import { aboutLibrary } from './about-library.ts'
import { type Api, aboutContents, aboutRecentlyPlayed, aboutRemovedFields, findPlaylists } from './about-shapes.ts'
import { aboutNoScope, aboutPkceAndSecret, aboutRace } from './about-tokens.ts'
import { aboutOwner, aboutPages, aboutRedirectUri, openOperator } from './operator.ts'
import { type Section, toMarkdown } from './report.ts'
import { readSettings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { createSpotify } from './spotify.ts'

/**
 * `npm run check:spotify --prefix upstream`: uses your own Spotify app to test behaviour that Spotify does not document, and
 * writes a report.
 */

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

console.log(`This script uses your app to make 20 to 40 calls to ${accountsUrl} and ${apiUrl}, and writes ${file}.

First, add this redirect URI, without a port, to your app in Spotify's dashboard and press Save:

    http://127.0.0.1/callback

If the dashboard or the sign-in rejects it, add http://127.0.0.1:${port}/callback instead.
`)
const mayWrite = await operator.confirm(
  'One check saves a track and an artist in your library and removes them again. Run this check?',
)
const signIns = [[...reading, ...(mayWrite ? writing : [])], []]
const [exchange, bare] = await signIn({ settings, spotify, port, signIns, tell: invite }).catch(giveUp)
const { access_token: accessToken, refresh_token: refreshToken } = exchange?.fields ?? {}
if (!exchange || !bare || typeof accessToken !== 'string' || typeof refreshToken !== 'string')
  giveUp(new Error(`Exchanging the code failed: ${exchange?.says}`))

const api: Api = (path, method, body) => spotify.api(accessToken, path, method, body)
const held = { refreshToken }
const asking = { settings, spotify, held }
const playlists = await findPlaylists(api)
const sections: Section[] = [
  ['PKCE and a secret together', await aboutPkceAndSecret(asking, exchange)],
  ['Field names and access to contents', await aboutContents(api, playlists)],
  ['Removed fields: absent or null', await aboutRemovedFields(api, playlists)],
  [
    'Saving by query or by body, including artists',
    mayWrite ? await aboutLibrary(api, playlists.own) : ['Not checked.'],
  ],
  ['The end of the six months', ['Not checked, because it takes six months.']],
  ['The owner and User Management', await aboutOwner(api, operator)],
  ['Two concurrent refreshes', await aboutRace(asking)],
  ['A loopback redirect URI without a port', await aboutRedirectUri(operator)],
  ['Listening history, and a sign-in without scopes', [await aboutRecentlyPlayed(api), aboutNoScope(bare)]],
  ["Spotify's own error pages", await aboutPages(accountsUrl, operator)],
]
const tokens = [accessToken, refreshToken, held.refreshToken, bare.fields.access_token, bare.fields.refresh_token]
const day = new Date().toISOString().slice(0, 10)
const secrets = [clientId, clientSecret, ...tokens].filter((each) => typeof each === 'string')
writeFileSync(file, toMarkdown({ day, hosts: [...new Set([accountsUrl, apiUrl])], sections, secrets }))
console.log(`\n${file} was written. Read it before you paste it into an issue.`)
process.exit(0)

function invite(address: string): void {
  console.log(
    `\nOpen this URL in your browser and agree twice. The second time, the app asks for no permissions:\n\n    ${address}\n`,
  )
}

function giveUp(error: Error): never {
  console.error(`\n${error.message}\nSearch docs/troubleshooting.md for the message on Spotify's page.`)
  process.exit(1)
}
