import * as oauth from 'oauth4webapi'
import { boundedRequest } from './token-response'

/** Whether Spotify accepts an app's Client ID and secret. */
export type ClientCheck =
  | { kind: 'accepted' | 'wrong_id' | 'wrong_secret' | 'wrong_either' | 'rate_limited' | 'unanswered' }
  /** The response doesn't reveal whether they are valid, for example during an outage. */
  | { kind: 'unreadable'; status: number }

type ClientToCheck = { url: string; clientId: string; clientSecret: string; fetch: typeof fetch }

/** Requests a client credentials token (RFC 6749, section 4.4), discards it and returns the result. Never throws. */
export async function checkClient({ url, clientId, clientSecret, fetch }: ClientToCheck): Promise<ClientCheck> {
  const server = { issuer: url, token_endpoint: `${url}/api/token` }
  const client = { client_id: clientId }
  let status: number | undefined
  const watchedFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    status = response.status
    return response
  }
  try {
    const authentication = oauth.ClientSecretBasic(clientSecret)
    const options = boundedRequest(watchedFetch)
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, options)
    await oauth.processClientCredentialsResponse(server, client, response)
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

/** Only Spotify's text reveals which of the two is wrong (observed on 2026-09-06). */
function toWrong(description: string | undefined) {
  if (description === 'Invalid client') return 'wrong_id'
  if (description === 'Invalid client secret') return 'wrong_secret'
  return 'wrong_either'
}
