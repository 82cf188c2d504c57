import * as oauth from 'oauth4webapi'
import { boundedRequest } from './token-response'

/** What Spotify says of the Client ID and the secret of an app. */
export type ClientCheck =
  | { kind: 'accepted' | 'wrong_id' | 'wrong_secret' | 'wrong_either' | 'rate_limited' | 'unanswered' }
  /** An answer that says nothing about the two: an outage, or somebody else in Spotify's place. */
  | { kind: 'unreadable'; status: number }

type ClientToCheck = { url: string; clientId: string; clientSecret: string; fetch: typeof fetch }

/** Asks for a token of the app itself (RFC 6749, section 4.4) and throws it away. Never throws. */
export async function checkClient({ url, clientId, clientSecret, fetch }: ClientToCheck): Promise<ClientCheck> {
  const server = { issuer: url, token_endpoint: `${url}/api/token` }
  const client = { client_id: clientId }
  let status: number | undefined
  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    status = answer.status
    return answer
  }
  try {
    const proof = oauth.ClientSecretBasic(clientSecret)
    const answer = await oauth.clientCredentialsGrantRequest(server, client, proof, {}, boundedRequest(watched))
    await oauth.processClientCredentialsResponse(server, client, answer)
    return { kind: 'accepted' }
  } catch (error) {
    return classifyClientCheck(error, status)
  }
}

function classifyClientCheck(error: unknown, status: number | undefined): ClientCheck {
  if (status === undefined) return { kind: 'unanswered' }
  if (status === 429) return { kind: 'rate_limited' }
  const isRefusal = error instanceof oauth.ResponseBodyError && error.error === 'invalid_client' && status < 500
  return isRefusal ? { kind: toWrong(error.error_description) } : { kind: 'unreadable', status }
}

/** Only the text tells which of the two is wrong (seen 2026-09-06); any other text accuses neither. */
function toWrong(description: string | undefined) {
  if (description === 'Invalid client') return 'wrong_id'
  if (description === 'Invalid client secret') return 'wrong_secret'
  return 'wrong_either'
}
