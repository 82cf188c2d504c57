import { describe, expect, test } from 'vitest'
import { pageHeaders, policyHeader } from '@/lib/http/security-headers'

const surroundings = { appUrl: 'https://music.example.com', apiUrl: 'https://api.spotify.com', isDevelopment: false }
const headersOf = (changes: Partial<Parameters<typeof pageHeaders>[0]> = {}) =>
  new Headers(pageHeaders({ ...surroundings, ...changes }))

function policyOf(changes: Partial<Parameters<typeof pageHeaders>[0]> = {}): Record<string, string[]> {
  const directives = headersOf(changes).get(policyHeader)?.split('; ') ?? []
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}
const nonceIn = (policy: Record<string, string[]>) => policy['script-src']?.[0]?.match(/^'nonce-(.+)'$/)?.[1] ?? ''

describe('a page’s content security policy', () => {
  const policy = policyOf()

  test('the policy allows only scripts that have the nonce and scripts that those load', () => {
    expect(policyHeader).toBe('content-security-policy')
    expect(policy['script-src']).toEqual([`'nonce-${nonceIn(policy)}'`, `'strict-dynamic'`])
    expect(policy['default-src']).toEqual([`'none'`])
    expect(headersOf().get(policyHeader)).not.toMatch(/unsafe|\*(?!\.)|http:/)
  })

  test('the policy forbids framing, base URLs and plug-ins, and limits forms, connections and fonts to this site', () => {
    for (const name of ['frame-ancestors', 'base-uri', 'object-src']) expect(policy[name]).toEqual([`'none'`])
    for (const name of ['form-action', 'connect-src', 'font-src']) expect(policy[name]).toEqual([`'self'`])
  })

  test('the policy allows images from this site, from Spotify and from the configured API URL', () => {
    const spotify = ['https://*.scdn.co', 'https://*.spotifycdn.com']
    expect(policy['img-src']).toEqual([`'self'`, ...spotify, 'https://api.spotify.com'])
    expect(policyOf({ apiUrl: undefined })['img-src']).toEqual([`'self'`, ...spotify])
  })

  test('the policy requires Trusted Types with two named policies', () => {
    expect(policy['require-trusted-types-for']).toEqual([`'script'`])
    expect(policy['trusted-types']).toEqual(['default', 'chunks'])
    expect(policyOf({ isDevelopment: true })).not.toHaveProperty('require-trusted-types-for')
  })

  test('violations of the policy are reported to this site, through both report-uri and report-to', () => {
    expect(policy['report-uri']).toEqual(['/api/reports'])
    expect(headersOf().get('reporting-endpoints')).toBe(`${policy['report-to']}="/api/reports"`)
    const local = { appUrl: 'http://127.0.0.1:3000' }
    expect(policyOf(local)['report-uri']).toEqual(['/api/reports'])
    expect(policyOf(local)).not.toHaveProperty('report-to')
    expect(headersOf(local).has('reporting-endpoints')).toBe(false)
  })

  test('the policy allows eval and inline styles in development', () => {
    const development = policyOf({ isDevelopment: true })
    expect(development['script-src']).toContain(`'unsafe-eval'`)
    expect(development['style-src']).toContain(`'unsafe-inline'`)
    expect(development['script-src']).not.toContain(`'unsafe-inline'`)
  })

  test('each page has a new 128-bit nonce that needs no escaping', () => {
    const nonces = Array.from({ length: 200 }, () => nonceIn(policyOf()))
    expect(new Set(nonces).size).toBe(200)
    for (const nonce of nonces) {
      expect(nonce).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
    }
  })
})

test('pages are never cached and have all security headers', () => {
  for (const appUrl of ['https://music.example.com', 'http://127.0.0.1:3000', undefined]) {
    const headers = headersOf({ appUrl })
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toMatch(/^([a-z-]+=\(\), )+[a-z-]+=\(\)$/)
    expect(headers.get('permissions-policy')).toMatch(/\bcamera=/)
    expect(headers.has(policyHeader)).toBe(true)
  }
})

test('HSTS is sent only over HTTPS and lasts at least a year', () => {
  const promise = headersOf().get('strict-transport-security')
  expect(Number(promise?.match(/max-age=(\d+)/)?.[1])).toBeGreaterThan(31_536_000)
  for (const appUrl of ['http://127.0.0.1:3000', undefined])
    expect(headersOf({ appUrl }).has('strict-transport-security')).toBe(false)
})
