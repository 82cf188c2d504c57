/**
 * The MDN HTTP Observatory checks that depend on the app. Each check lists its best result first, as in the score table of
 * mdn-http-observatory (`src/grader/charts.js`, commit 01b47110, read in November 2026). The redirect from HTTP to HTTPS depends on
 * the hosting, and HSTS preloading depends on the domain's owner, so neither affects the score here.
 */

export type CheckedPage = { headers: Headers; body: string }
type Mark = { name: string; modifier: number; holds: (page: CheckedPage) => boolean }

const directivesOf = ({ headers }: CheckedPage): Map<string, string> =>
  new Map(
    (headers.get('content-security-policy') ?? '').split(';').flatMap((part) => {
      const [name, ...sources] = part.trim().split(/\s+/)
      return name ? [[name, sources.join(' ')] as const] : []
    }),
  )

const isUnsafe = (page: CheckedPage, names: string[]) =>
  names.some((name) => /'unsafe-|data:|https?:(?!\/\/\w)|(^| )\*/.test(directivesOf(page).get(name) ?? ''))
const directiveIs = (page: CheckedPage, name: string, pattern: RegExp) =>
  pattern.test(directivesOf(page).get(name) ?? '')
const headerIs = ({ headers }: CheckedPage, name: string, pattern: RegExp) => pattern.test(headers.get(name) ?? '')
const otherwise = () => true
const cookiesOf = ({ headers }: CheckedPage) => headers.getSetCookie()
const scriptsOf = ({ body }: CheckedPage) =>
  [...body.matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, src = '']) => src)

const scriptAndStyle = ['default-src', 'script-src', 'style-src', 'object-src']

const observatory: Record<string, Mark[]> = {
  'content-security-policy': [
    {
      name: 'default-src none, nothing unsafe, form-action none or self',
      modifier: 10,
      holds: (page) =>
        !isUnsafe(page, scriptAndStyle) &&
        directiveIs(page, 'default-src', /^'none'$/) &&
        directiveIs(page, 'form-action', /^'(?:none|self)'$/),
    },
    {
      name: 'nothing unsafe',
      modifier: 5,
      holds: (page) => page.headers.has('content-security-policy') && !isUnsafe(page, scriptAndStyle),
    },
    {
      name: 'unsafe in style-src only',
      modifier: 0,
      holds: (page) =>
        page.headers.has('content-security-policy') && !isUnsafe(page, ['default-src', 'script-src', 'object-src']),
    },
    { name: 'unsafe', modifier: -20, holds: ({ headers }) => headers.has('content-security-policy') },
    { name: 'none', modifier: -25, holds: otherwise },
  ],
  cookies: [
    { name: 'no cookies', modifier: 0, holds: (page) => cookiesOf(page).length === 0 },
    {
      name: 'Secure, HttpOnly, SameSite',
      modifier: 5,
      holds: (page) =>
        cookiesOf(page).every(
          (cookie) =>
            /; secure/i.test(cookie) && /; httponly/i.test(cookie) && /; samesite=(?:lax|strict)/i.test(cookie),
        ),
    },
    { name: 'a session without HttpOnly or Secure', modifier: -40, holds: otherwise },
  ],
  'cross-origin-resource-sharing': [
    { name: 'none', modifier: 0, holds: ({ headers }) => !headers.has('access-control-allow-origin') },
    { name: 'anybody, with credentials', modifier: -50, holds: otherwise },
  ],
  'referrer-policy': [
    {
      name: 'private',
      modifier: 5,
      holds: (page) =>
        headerIs(page, 'referrer-policy', /^(?:no-referrer|same-origin|strict-origin(?:-when-cross-origin)?)$/),
    },
    { name: 'none', modifier: 0, holds: ({ headers }) => !headers.has('referrer-policy') },
    { name: 'unsafe', modifier: -5, holds: otherwise },
  ],
  'strict-transport-security': [
    {
      name: 'six months or more',
      modifier: 0,
      holds: ({ headers }) =>
        Number(headers.get('strict-transport-security')?.match(/max-age=(\d+)/)?.[1] ?? 0) >= 15_768_000,
    },
    { name: 'less', modifier: -10, holds: ({ headers }) => headers.has('strict-transport-security') },
    { name: 'none', modifier: -20, holds: otherwise },
  ],
  'subresource-integrity': [
    {
      name: 'all scripts from the same origin',
      modifier: 0,
      holds: (page) => scriptsOf(page).every((src) => /^\/[^/]/.test(src)),
    },
    { name: 'scripts of others', modifier: -50, holds: otherwise },
  ],
  'x-content-type-options': [
    { name: 'nosniff', modifier: 0, holds: (page) => headerIs(page, 'x-content-type-options', /^nosniff$/) },
    { name: 'none', modifier: -5, holds: otherwise },
  ],
  'x-frame-options': [
    {
      name: 'by frame-ancestors',
      modifier: 5,
      holds: (page) => directiveIs(page, 'frame-ancestors', /^'(?:none|self)'$/),
    },
    {
      name: 'by its own header',
      modifier: 0,
      holds: (page) => headerIs(page, 'x-frame-options', /^(?:DENY|SAMEORIGIN)$/i),
    },
    { name: 'none', modifier: -20, holds: otherwise },
  ],
  'cross-origin-resource-policy': [
    {
      name: 'same origin or site',
      modifier: 10,
      holds: (page) => headerIs(page, 'cross-origin-resource-policy', /^same-(?:origin|site)$/),
    },
    { name: 'none, or anybody', modifier: 0, holds: otherwise },
  ],
}

/** Returns 100 points minus all penalties, plus any bonuses if at least 90 points are left. */
export function scoreOf(page: CheckedPage): { score: number; marks: Record<string, string> } {
  const met = Object.entries(observatory).map(
    ([test, marks]) => [test, marks.find(({ holds }) => holds(page))] as const,
  )
  const sum = (modifiers: number[]) => modifiers.reduce((total, modifier) => total + modifier, 0)
  const modifiers = met.map(([, mark]) => mark?.modifier ?? 0)
  const base = 100 + sum(modifiers.filter((modifier) => modifier < 0))
  const score = base < 90 ? base : base + sum(modifiers.filter((modifier) => modifier > 0))
  return { score: Math.max(0, score), marks: Object.fromEntries(met.map(([test, mark]) => [test, mark?.name ?? ''])) }
}
