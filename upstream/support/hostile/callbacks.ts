/** Changes to a valid `state` parameter. After each change, the sign-in must fail. */
export const strangeStates: readonly { title: string; change: (state: string) => string }[] = [
  { title: 'an extra character at the end', change: (state) => `${state}a` },
  { title: 'an extra character at the start', change: (state) => `a${state}` },
  { title: 'one character missing', change: (state) => state.slice(0, -1) },
  { title: 'a different last character', change: (state) => state.slice(0, -1) + (state.endsWith('a') ? 'b' : 'a') },
  { title: 'upper case', change: (state) => state.toUpperCase() },
  { title: 'lower case', change: (state) => (state.toLowerCase() === state ? `${state}x` : state.toLowerCase()) },
  { title: 'a trailing space', change: (state) => `${state} ` },
  { title: 'a leading space', change: (state) => ` ${state}` },
  { title: 'a trailing NUL', change: (state) => `${state}\0` },
  { title: 'a trailing NUL and text', change: (state) => `${state}\0evil` },
  { title: 'a trailing line feed', change: (state) => `${state}\n` },
  { title: 'the state twice', change: (state) => state + state },
  { title: 'only the ID', change: (state) => state.split('.')[0] ?? '' },
  { title: 'only the ID and a dot', change: (state) => `${state.split('.')[0]}.` },
  { title: 'the ID with another secret', change: (state) => `${state.split('.')[0]}.${'A'.repeat(43)}` },
  { title: 'the secret with another ID', change: (state) => `00000000AAAA.${state.split('.')[1]}` },
  { title: 'a full-width dot', change: (state) => state.replace('.', '\uff0e') },
  { title: 'nothing', change: () => '' },
  { title: '100 kB', change: (state) => state + 'a'.repeat(100_000) },
  { title: 'a path', change: () => '../../session' },
  { title: 'a prototype', change: () => '__proto__' },
]

type Callback = {
  title: string
  change: (query: URLSearchParams) => void
  reason: 'login_failed' | 'access_denied' | 'state_mismatch' | 'code_rejected'
}

/** Ways to change a valid callback's query, each with the error code that the sign-in must then return. */
export const hostileCallbacks: readonly Callback[] = [
  { title: 'no state', change: (query) => query.delete('state'), reason: 'state_mismatch' },
  { title: 'no code', change: (query) => query.delete('code'), reason: 'login_failed' },
  { title: 'an empty code', change: (query) => query.set('code', ''), reason: 'login_failed' },
  { title: 'a code of 100 kB', change: (query) => query.set('code', 'a'.repeat(100_000)), reason: 'login_failed' },
  { title: 'two codes', change: (query) => query.append('code', 'another'), reason: 'login_failed' },
  {
    title: 'the state twice',
    change: (query) => query.append('state', query.get('state') ?? ''),
    reason: 'login_failed',
  },
  { title: 'an unknown code', change: (query) => query.set('code', 'AQCoUnknown'), reason: 'code_rejected' },
  {
    title: 'a code with parameters in it',
    change: (query) => query.set('code', 'x&client_secret=evil&grant_type=password#\0\r\nhost: evil'),
    reason: 'code_rejected',
  },
  { title: 'an access token', change: (query) => query.set('access_token', 'evil'), reason: 'login_failed' },
  { title: 'a token', change: (query) => query.set('token', 'evil'), reason: 'login_failed' },
  { title: 'an ID token', change: (query) => query.set('id_token', 'e.v.il'), reason: 'login_failed' },
  { title: 'a JWT-secured response', change: (query) => query.set('response', 'e.v.il'), reason: 'login_failed' },
  { title: 'another issuer', change: (query) => query.set('iss', 'https://evil'), reason: 'login_failed' },
  {
    title: 'two issuers',
    change: (query) => {
      query.append('iss', 'a')
      query.append('iss', 'b')
    },
    reason: 'login_failed',
  },
  { title: 'access_denied', change: (query) => query.set('error', 'access_denied'), reason: 'access_denied' },
  {
    title: 'access_denied in capitals',
    change: (query) => query.set('error', 'ACCESS_DENIED'),
    reason: 'login_failed',
  },
  { title: 'a server error', change: (query) => query.set('error', 'server_error'), reason: 'login_failed' },
  {
    title: 'an error with HTML',
    change: (query) => query.set('error', '<script>1</script>'),
    reason: 'login_failed',
  },
  { title: 'an error named __proto__', change: (query) => query.set('error', '__proto__'), reason: 'login_failed' },
  {
    title: 'two errors',
    change: (query) => {
      query.append('error', 'access_denied')
      query.append('error', 'b')
    },
    reason: 'login_failed',
  },
]
