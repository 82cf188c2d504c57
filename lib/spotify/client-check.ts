import * as oauth from 'oauth4webapi'
import { boundedRequest } from './accounts'

/** The result of checking whether Spotify accepts an app's Client ID and secret. */
export type ClientCheck =
  | { kind: 'accepted' | 'wrong_id' | 'wrong_secret' | 'wrong_either' | 'rate_limited' | 'unanswered' }
  /** The response doesn't show whether the Client ID and secret are valid, perhaps because of an outage. */
  | { kind: 'unreadable'; status: number }

export const clientCheckMessages: Record<ClientCheck['kind'], string> = {
  accepted: 'Spotify accepts the Client ID and secret.',
  wrong_id: 'Spotify does not know this Client ID.',
  wrong_secret: 'Spotify knows the Client ID, but this is not its secret.',
  wrong_either: 'Spotify rejects the Client ID or secret without saying which of the two is wrong.',
  rate_limited: 'Spotify accepts no more requests from this app at the moment.',
  unanswered: 'Spotify does not respond.',
  unreadable: 'The response does not look like one from Spotify, or Spotify has an outage.',
}

type ClientToCheck = { url: string; clientId: string; clientSecret: string; fetch: typeof fetch }

/**
 * Checks an app's Client ID and secret. Requests a client credentials token (RFC 6749, section 4.4) and discards it. Never
 * throws.
 */
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
  if (!(error instanceof oauth.ResponseBodyError) || error.error !== 'invalid_client' || status >= 500)
    return { kind: 'unreadable', status }
  // Only `error_description` says whether the Client ID or the secret is wrong (observed on 2026-09-06).
  if (error.error_description === 'Invalid client') return { kind: 'wrong_id' }
  if (error.error_description === 'Invalid client secret') return { kind: 'wrong_secret' }
  return { kind: 'wrong_either' }
}
