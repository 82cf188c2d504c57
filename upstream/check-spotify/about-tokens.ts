import type { Settings } from './settings.ts'
import { type Answer, type Proof, type Spotify, told } from './spotify.ts'

/** The current refresh token, which a token response can replace. */
type Held = { refreshToken: string }

type Asking = { settings: Settings; spotify: Spotify; held: Held }

/** Question 1: does Spotify accept PKCE together with a client secret, and which credentials does a later refresh need? */
export async function aboutPkceAndSecret({ settings, spotify, held }: Asking, exchange: Answer): Promise<string[]> {
  const withSecret = settings.clientSecret !== undefined
  const proofs: Proof[] = withSecret ? ['secret', 'both', 'client_id'] : ['client_id']
  const lines = [`The code, with verifier and ${withSecret ? 'secret' : 'no secret'}: ${exchange.says}`]
  for (const proof of proofs)
    lines.push(`A refresh with ${words[proof]}: ${toLine(await refresh(spotify, held, proof))}`)
  return lines
}

/** Question 7: can two concurrent refreshes invalidate a refresh token? */
export async function aboutRace({ settings, spotify, held }: Asking): Promise<string[]> {
  const proof = settings.clientSecret === undefined ? 'client_id' : 'secret'
  const [one, other] = await Promise.all([refresh(spotify, { ...held }, proof), refresh(spotify, { ...held }, proof)])
  keep(held, one)
  const third = await refresh(spotify, held, proof)
  return [`The first: ${toLine(one)}`, `The second: ${toLine(other)}`, `One more, afterwards: ${toLine(third)}`]
}

/** Question 9: what does `scope` contain in the token response if the sign-in requested no scopes? */
export const aboutNoScope = ({ says, fields: { scope } }: Answer) =>
  `No scope was requested: ${says}, \`scope\` is ${scope === undefined ? 'absent' : JSON.stringify(scope).slice(0, 200)}`

const words: Record<Proof, string> = {
  secret: 'the secret',
  both: 'the secret and `client_id`',
  client_id: '`client_id` alone',
}

async function refresh(spotify: Spotify, held: Held, proof: Proof): Promise<Answer> {
  const answer = await spotify.token({ grant_type: 'refresh_token', refresh_token: held.refreshToken }, proof)
  keep(held, answer)
  return answer
}

function keep(held: Held, { fields }: Answer): void {
  if (typeof fields.refresh_token === 'string') held.refreshToken = fields.refresh_token
}

const toLine = (answer: Answer) => told(answer, ['refresh_token'])
