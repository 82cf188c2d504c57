type TokenResponse = {
  title: string
  status?: number
  body: unknown
  type?: string | null
  headers?: Record<string, string>
  kind: 'grant_refused' | 'client_refused' | 'unavailable'
}

const grant = { error: 'invalid_grant', error_description: 'Refresh token revoked' }
const tokens = { access_token: 'BQEmSecret', token_type: 'Bearer', expires_in: 3600, refresh_token: 'AQEmSecret' }
const without = (name: keyof typeof tokens) => ({ ...tokens, [name]: undefined })

/**
 * Responses from the token endpoint that the app must treat as failures. Only the first four responses mean that the grant or the
 * client is invalid.
 */
export const hostileTokenAnswers: readonly TokenResponse[] = [
  { title: 'invalid_grant', status: 400, body: grant, kind: 'grant_refused' },
  { title: 'invalid_client', status: 400, body: { error: 'invalid_client' }, kind: 'client_refused' },
  { title: 'unauthorized_client', status: 400, body: { error: 'unauthorized_client' }, kind: 'client_refused' },
  {
    title: 'invalid_client with a challenge, as in RFC 6749',
    status: 401,
    body: { error: 'invalid_client' },
    headers: { 'www-authenticate': 'Basic realm="spotify"' },
    kind: 'client_refused',
  },
  { title: 'invalid_grant as text', status: 400, body: JSON.stringify(grant), type: 'text/plain', kind: 'unavailable' },
  { title: 'invalid_grant as HTML', status: 400, body: '<p>invalid_grant</p>', type: 'text/html', kind: 'unavailable' },
  { title: 'invalid_grant without a type', status: 400, body: grant, type: null, kind: 'unavailable' },
  { title: 'invalid_grant with status 200', status: 200, body: grant, kind: 'unavailable' },
  { title: 'invalid_grant with status 401', status: 401, body: grant, kind: 'unavailable' },
  { title: 'invalid_grant with status 403', status: 403, body: grant, kind: 'unavailable' },
  { title: 'invalid_grant with status 429', status: 429, body: grant, kind: 'unavailable' },
  { title: 'invalid_grant with status 500', status: 500, body: grant, kind: 'unavailable' },
  { title: 'invalid_grant in capitals', status: 400, body: { error: 'INVALID_GRANT' }, kind: 'unavailable' },
  {
    title: 'invalid_grant in the description only',
    status: 400,
    body: { error_description: 'invalid_grant' },
    kind: 'unavailable',
  },
  { title: 'invalid_grant in a list', status: 400, body: { error: ['invalid_grant'] }, kind: 'unavailable' },
  {
    title: 'invalid_grant in the format of the Web API',
    status: 400,
    body: { error: { status: 400, message: 'invalid_grant' } },
    kind: 'unavailable',
  },
  { title: 'invalid_request', status: 400, body: { error: 'invalid_request' }, kind: 'unavailable' },
  { title: 'unsupported_grant_type', status: 400, body: { error: 'unsupported_grant_type' }, kind: 'unavailable' },
  { title: 'invalid_client with status 500', status: 500, body: { error: 'invalid_client' }, kind: 'unavailable' },
  { title: 'server_error', status: 503, body: { error: 'server_error' }, kind: 'unavailable' },
  { title: 'a broken proxy', status: 502, body: 'upstream connect error', type: 'text/plain', kind: 'unavailable' },
  { title: 'too many requests', status: 429, body: {}, headers: { 'retry-after': '5' }, kind: 'unavailable' },
  { title: 'an empty body', status: 200, body: '', kind: 'unavailable' },
  { title: 'no content', status: 204, body: null, kind: 'unavailable' },
  { title: 'a captive portal', status: 200, body: '<!doctype html>', type: 'text/html', kind: 'unavailable' },
  { title: 'null', status: 200, body: 'null', kind: 'unavailable' },
  { title: 'a list', status: 200, body: [tokens], kind: 'unavailable' },
  { title: 'half of the tokens', status: 200, body: JSON.stringify(tokens).slice(0, 40), kind: 'unavailable' },
  { title: 'tokens with status 201', status: 201, body: tokens, kind: 'unavailable' },
  { title: 'tokens with status 400', status: 400, body: tokens, kind: 'unavailable' },
  { title: 'no access token', status: 200, body: without('access_token'), kind: 'unavailable' },
  { title: 'an empty access token', status: 200, body: { ...tokens, access_token: '' }, kind: 'unavailable' },
  { title: 'an access token that is a number', status: 200, body: { ...tokens, access_token: 7 }, kind: 'unavailable' },
  { title: 'no token type', status: 200, body: without('token_type'), kind: 'unavailable' },
  { title: 'the token type mac', status: 200, body: { ...tokens, token_type: 'mac' }, kind: 'unavailable' },
  {
    title: 'a redirect',
    status: 302,
    body: null,
    headers: { location: 'https://evil.example/api/token' },
    kind: 'unavailable',
  },
  {
    title: 'a redirect that repeats the POST',
    status: 307,
    body: null,
    headers: { location: 'https://evil.example/' },
    kind: 'unavailable',
  },
]

/** Values of `expires_in`, each with the token lifetime in seconds that the app must assume. */
export const expiresIn: readonly (readonly [value: unknown, seconds: number])[] = [
  [3_600, 3_600],
  [1, 1],
  [60.9, 60],
  ['3600', 3_600],
  ['60', 60],
  [undefined, 3_600],
  [null, 3_600],
  [0, 3_600],
  [0.5, 3_600],
  [-1, 3_600],
  [-3_600, 3_600],
  ['', 3_600],
  ['soon', 3_600],
  ['-5', 3_600],
  ['NaN', 3_600],
  ['Infinity', 3_600],
  [1e12, 3_600],
  ['1e400', 3_600],
  ['1e12', 3_600],
  [86_401, 3_600],
  [86_400, 86_400],
  [true, 3_600],
  [[60], 3_600],
  [{ seconds: 60 }, 3_600],
]
