/** Invalid session contents to put into a valid seal. The app must not accept any of these contents as a session. */
export const oddContents: readonly { title: string; content: (stored: unknown[]) => unknown }[] = [
  { title: 'a number', content: () => 1 },
  { title: 'nothing', content: () => null },
  { title: 'true', content: () => true },
  { title: 'a string', content: () => 'session' },
  { title: 'an empty list', content: () => [] },
  { title: 'an empty object', content: () => ({}) },
  { title: 'an object with a prototype', content: (stored) => JSON.parse(`{"__proto__":${JSON.stringify(stored)}}`) },
  { title: 'an object that looks like a list', content: (stored) => ({ ...stored, length: stored.length }) },
  { title: 'a session in a list', content: (stored) => [stored] },
  { title: 'an older version', content: (stored) => stored.with(0, 0) },
  { title: 'a newer version', content: (stored) => stored.with(0, 2) },
  { title: 'a version as a string', content: (stored) => stored.with(0, '1') },
  { title: 'a newer version with another field', content: (stored) => [...stored.with(0, 2), { more: true }] },
  { title: 'a missing field', content: (stored) => stored.slice(0, 11) },
  { title: 'an extra field', content: (stored) => [...stored, 'evil'] },
  { title: 'no ID', content: (stored) => stored.with(1, '') },
  { title: 'an ID that is a list', content: (stored) => stored.with(1, ['evil']) },
  { title: 'no access token', content: (stored) => stored.with(2, '') },
  { title: 'no refresh token', content: (stored) => stored.with(3, null) },
  { title: 'a negative expiry', content: (stored) => stored.with(4, -1) },
  { title: 'an expiry that is a string', content: (stored) => stored.with(4, 'never') },
  { title: 'a huge expiry', content: (stored) => stored.with(4, 1e300) },
  { title: 'negative scopes', content: (stored) => stored.with(6, -1) },
  { title: 'fractional scopes', content: (stored) => stored.with(6, 0.5) },
  { title: 'no user', content: (stored) => stored.with(8, null) },
  { title: 'a name that is an object', content: (stored) => stored.with(10, { toString: 'evil' }) },
]

/** Values to put after the `~` in a seal. No suffix may make the validation of the seal less strict. */
export const strangeSuffixes: readonly string[] = [
  ...['', '~', '~0', '~1', '~2', '~3', '~99', '~-1', '~x', '~2~2', '~2~0', '~0~2', '~02', '~2.0', '~__proto__'],
]

type Cookies = (good: string, other: string) => string

/** `Cookie` headers that are built from up to two valid seals but contain no valid session cookie. */
export const noSessionCookies: readonly { title: string; header: Cookies }[] = [
  { title: 'a different case', header: (good) => `Session=${good}` },
  { title: 'capitals', header: (good) => `SESSION=${good}` },
  { title: 'the https cookie name on http', header: (good) => `__Host-session=${good}` },
  { title: 'another prefix', header: (good) => `__Secure-session=${good}` },
  { title: 'a number after the name', header: (good) => `session.0=${good}` },
  { title: 'two chunks', header: (good) => `session.0=${good.slice(0, 300)}; session.1=${good.slice(300)}` },
  { title: 'two chunks swapped', header: (good) => `session.1=${good.slice(0, 300)}; session.0=${good.slice(300)}` },
  { title: 'a gap in the chunks', header: (good) => `session.0=${good.slice(0, 300)}; session.2=${good.slice(300)}` },
  {
    title: 'chunks of two sessions',
    header: (good, other) => `session.0=${good.slice(0, 300)}; session.1=${other.slice(300)}`,
  },
  {
    title: 'halves of two sessions in one',
    header: (good, other) => `session=${good.slice(0, 300)}${other.slice(300)}`,
  },
  { title: 'a chunk with a high number', header: (good) => `session.99=${good}` },
  { title: 'a chunk with a negative number', header: (good) => `session.-1=${good}` },
  { title: 'a chunk in hexadecimal', header: (good) => `session.0x1=${good}` },
  { title: 'a chunk with the number one billion', header: (good) => `session.1000000000=${good}` },
  { title: 'an encoded name', header: (good) => `%73ession=${good}` },
  { title: 'a name with a space', header: (good) => `sess ion=${good}` },
  { title: 'the name of an attempt', header: (good) => `login.mwuot4fh9lPf=${good}` },
  { title: 'the name of the revocation cookie', header: (good) => `ended=${good}` },
  { title: 'no name', header: (good) => `=${good}` },
  { title: 'only the value', header: (good) => good },
  { title: 'two equal signs', header: (good) => `session==${good}` },
  { title: 'only separators', header: () => ';;;; ;=;=;;' },
  { title: 'a prototype', header: (good) => `__proto__=${good}; constructor=${good}` },
  { title: 'a value that is not UTF-8', header: () => 'session=%ff%fe%' },
  { title: 'a hundred cookies', header: () => Array.from({ length: 100 }, (_, i) => `session.${i}=Fe26.2`).join('; ') },
  { title: 'a thousand short cookies', header: () => Array.from({ length: 1_000 }, (_, i) => `s${i}=1`).join('; ') },
]

/** Values for the revocation cookie that contain no valid session ID. */
export const strangeMarkers: readonly string[] = [
  ...['', ' ', '.', '*', '__proto__', 'constructor', 'A'.repeat(16), 'A'.repeat(17), 'A'.repeat(5_000)],
  ...[Array(9).fill('A'.repeat(16)).join('.'), '%ff', '%00', '[]', '{"ended":true}', 'true', '0', '-1'],
]
