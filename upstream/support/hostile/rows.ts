import type { hostileCallbacks } from './callbacks.ts'

type Callback = (typeof hostileCallbacks)[number]

const set = (name: string, value: string) => (query: URLSearchParams) => query.set(name, value)
const refused = (title: string, change: Callback['change']): Callback => ({ title, change, reason: 'login_failed' })
const mismatch = (title: string, change: Callback['change']): Callback => ({ title, change, reason: 'state_mismatch' })

/** Ways to tamper with a valid callback, in addition to those in `callbacks.ts`. */
export const moreCallbacks: readonly Callback[] = [
  refused('a code of 10 kB', set('code', 'a'.repeat(10_000))),
  refused('a code of 2,001 characters', set('code', 'a'.repeat(2_001))),
  refused('an empty issuer', set('iss', '')),
  refused('an internal issuer', set('iss', 'http://169.254.169.254/')),
  refused('an empty access token', set('access_token', '')),
  refused('a code and an unknown error', set('error', 'evil-marker')),
  refused('an error with line feeds', set('error', 'access_denied\r\nset-cookie: session=evil')),
  refused('an error with a trailing space', set('error', 'access_denied ')),
  refused('an error of 5 kB', set('error', 'e'.repeat(5_000))),
  refused('a list of codes (code[])', (query) => {
    query.append('code[]', query.get('code') ?? '')
    query.delete('code')
  }),
  refused('the parameter CODE in capitals', (query) => {
    query.append('CODE', query.get('code') ?? '')
    query.delete('code')
  }),
  refused('the same code twice', (query) => query.append('code', query.get('code') ?? '')),
  refused('a second state', (query) => query.append('state', 'evil-marker')),
  mismatch('another state before the right one', (query) => {
    const state = query.get('state') ?? ''
    query.delete('state')
    query.append('state', 'evil-marker')
    query.append('state', state)
  }),
  mismatch('a list of states (state[])', (query) => {
    query.append('state[]', query.get('state') ?? '')
    query.delete('state')
  }),
  mismatch('the parameter STATE in capitals', (query) => {
    query.append('STATE', query.get('state') ?? '')
    query.delete('state')
  }),
  mismatch('access_denied with another state', (query) => {
    query.set('error', 'access_denied')
    query.set('state', 'evil-marker')
  }),
  mismatch('access_denied without a state', (query) => {
    query.set('error', 'access_denied')
    query.delete('state')
  }),
  { title: 'a code of NULs', change: set('code', '\0\0\0'), reason: 'code_rejected' },
  { title: 'a code with non-ASCII characters', change: set('code', 'ä\u{1f3ad}\u202e'), reason: 'code_rejected' },
  { title: 'a code that is a path', change: set('code', '../../v1/me'), reason: 'code_rejected' },
  { title: 'a code with plus and percent', change: set('code', '+%2B%00'), reason: 'code_rejected' },
  {
    title: 'access_denied with a description and a URL',
    change: (query) => {
      query.set('error', 'access_denied')
      query.set('error_description', '<b>evil-marker</b>')
      query.set('error_uri', 'https://evil.example')
    },
    reason: 'access_denied',
  },
]

/** Additional callback parameters that must have no effect. The sign-in must still succeed and lead to the requested page. */
export const idleCallbackQueries: readonly string[] = [
  'returnTo=//evil.example',
  'redirect_uri=https://evil.example',
  'client_id=evil&client_secret=evil',
  'grant_type=password&username=evil',
  'code_verifier=evil',
  '__proto__=evil&constructor=evil&toString=evil',
  'session=evil&login.evil=evil',
  'scope=user-modify-playback-state',
  'error_description=evil-marker',
  '%ff=%fe',
]

/** Query strings for `/api/auth/login` that must not change the redirect URI or the scopes. */
export const hostileLoginQueries: readonly string[] = [
  'client_id=evil',
  'redirect_uri=https://evil.example/',
  'state=evil-marker',
  'code_challenge=evil&code_challenge_method=plain',
  'response_type=token',
  'response_mode=fragment',
  'returnTo[]=//evil.example',
  'returnTo[0]=//evil.example&returnTo.x=//evil.example',
  'ReturnTo=//evil.example',
  'return_to=//evil.example&next=//evil.example&redirect=//evil.example&callbackUrl=//evil.example&url=//evil.example',
  'returnTo=%2F%26redirect_uri%3Dhttps%3A%2F%2Fevil.example',
  '__proto__=evil&__proto__[returnTo]=//evil.example',
  'switch=evil',
  'scope=',
  'show_dialog=evil',
  '&&&=&=evil&?',
  '%00=%00',
]

/** The parameters of the API routes. If a parameter is repeated, the app must respond with a 400 that names that parameter. */
export const repeatedParameters: readonly { path: string; names: readonly string[]; method?: 'POST' }[] = [
  { path: '/api/auth/login', names: ['returnTo', 'switch', 'scope'] },
  { path: '/api/auth/refresh', names: ['returnTo', 'refused', 'replaced'] },
  { path: '/api/auth/logout', names: ['disconnect'], method: 'POST' },
  { path: '/api/playlists', names: ['limit', 'offset'] },
  { path: '/api/playlists/37i9dQZF1DXcBWIGoYBM5M/items', names: ['limit', 'offset'] },
]

/** Unknown scopes. The app must respond with a 400 that does not repeat the scopes. */
export const hostileScopes: readonly string[] = [
  'evil-marker',
  'user-read-private evil-marker',
  '__proto__',
  'constructor',
  'playlist-read-private%0auser-modify-evil',
  'playlist-read-private%00',
  'PLAYLIST-READ-PRIVATE',
  'playlist-read-private,evil-marker',
  '<script>',
  'a'.repeat(5_000),
]

/** Query strings for the sign-in page. The page must not repeat the parameters' values or link to other sites. */
export const hostileLoginPageQueries: readonly string[] = [
  'reason=evil-marker',
  'reason=__proto__',
  'reason=constructor',
  'reason=toString',
  'reason=',
  'reason=%00',
  'reason=ACCESS_DENIED',
  'reason=access_denied&reason=evil-marker',
  'reason[]=access_denied',
  'reason=<script>evil-marker</script>',
  'reason=access_denied%0d%0aset-cookie:%20session=evil',
  `reason=${'a'.repeat(9_000)}`,
  'reason=rate_limited&until=evil-marker',
  'reason=rate_limited&until=-1',
  'reason=rate_limited&until=1e9',
  'reason=rate_limited&until=99999999999999999999',
  'reason=rate_limited&until=0x10',
  'reason=rate_limited&until=1&until=2',
  'reason=rate_limited&until=Infinity',
  'returnTo=/&returnTo=//evil.example',
  'returnTo[]=//evil.example',
  'error=evil-marker&message=evil-marker&title=evil-marker&next=//evil.example',
  '__proto__[reason]=evil-marker',
  '%ff=%ff&%',
]

/** Invalid paging parameters for the JSON lists. The app must respond with a 400 that does not repeat the values. */
export const hostileSlices: readonly string[] = [
  'limit=NaN',
  'limit=Infinity',
  'limit=0x10',
  'limit=1e1',
  'limit=%2010',
  'limit=10%00',
  'limit=%D9%A3',
  'limit=99999999999999999999',
  'limit=null',
  'limit=[10]',
  'limit=__proto__',
  'offset=NaN',
  'offset=-0.5',
  'offset=99999999999999999999',
  'offset=1%0a',
  'offset=%ff',
  'offset=evil-marker',
]

/** Invalid playlist IDs, none of which may cause a request to a different Spotify endpoint. */
export const hostilePlaylistIds: readonly string[] = [
  '..%2F..%2Fme',
  '..%252F..%252Fme',
  '%2e%2e%2fme',
  'a%3Fevil=1',
  'a%23evil',
  'a%00',
  'a%0d%0ahost:%20evil.example',
  '__proto__',
  'constructor',
  'https:%2F%2Fevil.example',
  '@evil.example',
  '%E2%80%AEevil',
  'a'.repeat(2_000),
]
