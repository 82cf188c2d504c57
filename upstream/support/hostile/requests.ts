/** The endpoints under `/api/auth`, each with the only request method that it allows. */
export const authAddresses = [
  { path: '/api/auth/login', allowed: 'GET' },
  { path: '/api/auth/callback', allowed: 'GET' },
  { path: '/api/auth/refresh', allowed: 'GET' },
  { path: '/api/auth/logout', allowed: 'POST' },
] as const

/** The request methods to try. TRACE is excluded, because `hostile-connections.spec.ts` covers it. */
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Headers and parameters that try to override the request method. */
export const methodDisguises: readonly { query?: string; headers?: Record<string, string>; body?: string }[] = [
  { headers: { 'x-http-method-override': 'POST' } },
  { headers: { 'x-http-method': 'POST' } },
  { headers: { 'x-method-override': 'POST' } },
  { headers: { 'x-invoke-method': 'POST' } },
  { query: '_method=POST' },
  { query: 'method=POST&_method=POST&action=logout' },
]

/** Headers of sign-out requests that come from another site or an unknown origin. */
export const foreignPosts: readonly Record<string, string>[] = [
  {},
  { origin: 'null' },
  { origin: '' },
  { origin: 'https://evil.example' },
  { origin: 'OURS.evil.example' },
  { origin: 'OURS/' },
  { origin: 'OURS@evil.example' },
  { origin: ' OURS, https://evil.example' },
  { origin: 'https://evil.example', referer: 'OURS/account' },
  { referer: 'OURS/account' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'SAME-ORIGIN' },
  { 'sec-fetch-site': 'same-origin, cross-site' },
  { 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
  { host: 'evil.example', origin: 'http://evil.example' },
]

/** Headers of prefetches, background requests and requests from bots. None of these requests may start a sign-in. */
export const noVisits: readonly Record<string, string>[] = [
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { 'sec-purpose': 'prefetch;anonymous-client-ip' },
  { purpose: 'prefetch' },
  { 'x-moz': 'prefetch' },
  { 'next-router-prefetch': '1' },
  { 'sec-fetch-mode': 'cors' },
  { 'sec-fetch-mode': 'no-cors' },
  { 'sec-fetch-mode': 'same-origin' },
  { 'sec-fetch-mode': 'websocket' },
  { 'sec-fetch-mode': 'evil' },
  { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
]

/** Private paths in different spellings, none of which may reveal any data to a visitor without a session. */
export const pageSpellings: readonly string[] = [
  ...['/account', '/profile', '/playlists', '/api/me', '/api/playlists'],
  ...['/account/', '/account//', '//account', '///account', '/./account', '/login/../account', '/x/..//account'],
  ...[
    '/%61ccount',
    '/%2561ccount',
    '/accoun%74',
    '/%2e/account',
    '/login/%2e%2e/account',
    '/account%2f',
    '/account%20',
  ],
  ...['/ACCOUNT', '/Account', '/account;x=1', '/account.', '/account.html', '/account.json', '/account.txt'],
  ...['/account.rsc', '/profile.rsc', '/playlists.rsc', '/account.prefetch.rsc', '/account.action'],
  ...['/account.segments/_tree.segment.rsc', '/account.segments/_full.segment.rsc', '/account.segments/evil'],
  ...['/account?_rsc=abc', '/account?_rsc', '/account?_rsc=1&_rsc=2', '/account?__nextDataReq=1'],
  ...['/account?nxtPid=x', '/account?__nextLocale=de', '/account?__nextDefaultLocale=en', '/account?amp=1'],
  ...[
    '/en/account',
    '/de/account',
    '/default/account',
    '/index/account',
    '/(signed-in)/account',
    '/%28signed-in%29/account',
  ],
  ...[
    '/_next/data/development/account.json',
    '/_next/data/x/account.json',
    '/_next/../account',
    '/_next/static/../../account',
  ],
  ...['/_next/static/%2e%2e/%2e%2e/account', '/_next/image?url=%2Faccount&w=64&q=75', '/favicon.ico/../account'],
  ...[
    '/account\\',
    '/\\account',
    '/account%5c',
    '/account%00',
    '/account%0a',
    '/account%3f',
    '/account%23x',
    '/account#x',
  ],
  ...['/playlists/', '/playlists%2fx', '/playlists//x', '/playlists/%2e%2e/account', '/playlists/x%00', '/%70laylists'],
  ...[
    '/api//me',
    '/api/./me',
    '/api/%6de',
    '/api/me/',
    '/api/me.json',
    '/API/ME',
    '/api/ME',
    '/api/me.rsc',
    '/api%2fme',
  ],
  ...['/api/playlists/', '/api/playlists/x/items/', '/api/playlists/../me', '/api/playlists/%2e%2e/me'],
  ...['/pages/account', '/app/account/page', '/server/app/account/page.js', '/.next/BUILD_ID', '/.env', '/proxy.ts'],
]

/** Headers of the three kinds of page requests: full page loads, React Server Component requests and prefetches. */
export const pageDresses: readonly Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
]
