/** Ways to tamper with a sealed cookie. Unsealing the changed cookie must always fail. */
export const brokenSeals: readonly { title: string; broken: (sealed: string) => string }[] = [
  { title: 'nothing', broken: () => '' },
  { title: 'a space', broken: () => ' ' },
  { title: 'only the prefix', broken: () => 'Fe26.2' },
  { title: 'only asterisks', broken: () => '*******' },
  { title: 'the prefix and asterisks', broken: () => 'Fe26.2*1******' },
  { title: 'the first half', broken: (sealed) => sealed.slice(0, sealed.length / 2) },
  { title: 'the second half', broken: (sealed) => sealed.slice(sealed.length / 2) },
  { title: 'all but the first character', broken: (sealed) => sealed.slice(1) },
  { title: 'a leading character', broken: (sealed) => `x${sealed}` },
  { title: 'a leading space', broken: (sealed) => ` ${sealed}` },
  { title: 'a trailing line feed', broken: (sealed) => `${sealed}\n` },
  { title: 'a trailing NUL', broken: (sealed) => `${sealed}\0` },
  { title: 'one part too many', broken: (sealed) => sealed.replace('~', '*x~') },
  { title: 'one part too few', broken: (sealed) => sealed.replace(/\*[^*]*$/, '') },
  { title: 'upper case', broken: (sealed) => sealed.toUpperCase() },
  { title: 'another version of the format', broken: (sealed) => sealed.replace('Fe26.2', 'Fe26.1') },
  { title: 'the parts in another order', broken: (sealed) => sealed.split('*').reverse().join('*') },
  { title: 'no salt', broken: (sealed) => replacePart(sealed, 2, '') },
  { title: 'no initial vector', broken: (sealed) => replacePart(sealed, 3, '') },
  { title: 'no content', broken: (sealed) => replacePart(sealed, 4, '') },
  { title: 'content that is not base64', broken: (sealed) => replacePart(sealed, 4, '~~~') },
  { title: 'a later expiry', broken: (sealed) => replacePart(sealed, 5, '9999999999999') },
  { title: 'no expiry', broken: (sealed) => replacePart(sealed, 5, '') },
  { title: 'an expiry that is not a number', broken: (sealed) => replacePart(sealed, 5, 'never') },
  { title: 'no checksum', broken: (sealed) => replacePart(sealed, 7, '') },
  { title: 'a checksum that is too short', broken: (sealed) => replacePart(sealed, 7, 'AAAA') },
  { title: 'a checksum of zeros', broken: (sealed) => replacePart(sealed, 7, 'A'.repeat(43)) },
  { title: 'a megabyte', broken: () => 'A'.repeat(1_000_000) },
  { title: 'a megabyte that starts like a seal', broken: () => `Fe26.2*1*${'A'.repeat(1_000_000)}` },
  { title: 'a megabyte of asterisks', broken: () => `Fe26.2*1*${'*'.repeat(1_000_000)}` },
  { title: 'JSON', broken: () => '{"session":[1]}' },
  { title: 'a JSON web token', broken: () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtaXJhIn0.' },
]

/** Password numbers that are invalid or that the tests' configuration doesn't use. */
export const strangePasswordIds: readonly string[] = [
  ...['', '0', '3', '01', '-1', '+1', '1.0', '1e0', '0x1', ' 1', '1 ', '999999', '9999999', '1'.repeat(2_000)],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'default', 'null', 'undefined', '$', '..'],
]

export function replacePart(sealed: string, index: number, part: string): string {
  const [parts = '', suffix = ''] = sealed.split('~')
  return `${parts.split('*').with(index, part).join('*')}~${suffix}`
}
