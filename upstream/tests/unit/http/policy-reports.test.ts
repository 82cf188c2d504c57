import { describe, expect, test } from 'vitest'
import { createLimit, isReportType, readReport } from '@/lib/http/policy-reports'

const appUrl = 'https://music.example.com'

type Told = { page?: string; directive?: string; stopped?: string; source?: string }

const older = ({ page, directive = 'img-src', stopped = 'https://evil.example/x.png?code=s3cret', source }: Told) => ({
  'csp-report': {
    'document-uri': page ?? `${appUrl}/playlists?q=s3cret`,
    'effective-directive': directive,
    'blocked-uri': stopped,
    'source-file': source,
    'original-policy': 's3cret',
    'script-sample': 's3cret',
  },
})
const newer = ({ page, directive = 'img-src', stopped = 'https://evil.example/x.png?code=s3cret', source }: Told) => ({
  type: 'csp-violation',
  url: `${appUrl}/s3cret`,
  user_agent: 's3cret',
  body: {
    documentURL: page ?? `${appUrl}/playlists?q=s3cret`,
    effectiveDirective: directive,
    blockedURL: stopped,
    sourceFile: source,
    sample: 's3cret',
  },
})
const read = (content: unknown) => readReport(JSON.stringify(content), appUrl)
const good = [{ address: '/playlists', detail: 'img-src blocked https://evil.example' }]

describe('reports of content security policy violations', () => {
  test('a report in either supported format is reduced to its page, directive and blocked origin', () => {
    expect(read(older({}))).toEqual(good)
    expect(read([newer({}), newer({})])).toEqual([...good, ...good])
  })

  test('a report is ignored if it is malformed, is about another site’s page, or was caused by a browser extension', () => {
    for (const blocked of [
      { page: 'https://evil.example/playlists' },
      { page: `${appUrl}.evil.example/` },
      { page: 'about' },
      { page: '' },
      { stopped: 'chrome-extension' },
      { source: 'moz-extension://7a2f/content.js' },
      { directive: 'img-src\nlevel' },
      { directive: 'x'.repeat(41) },
      { directive: '' },
    ]) {
      expect(read(older(blocked)), JSON.stringify(blocked)).toEqual([])
      expect(read([newer(blocked)]), JSON.stringify(blocked)).toEqual([])
    }
    expect(read([{ type: 'deprecation', body: {} }, null, 7, 'x'])).toEqual([])
  })

  test.each([
    ['inline', 'inline'],
    ['eval', 'eval'],
    ['trusted-types-sink', 'trusted-types-sink'],
    ['data:text/html,s3cret', 'unknown'],
    ['javascript:s3cret', 'unknown'],
    ['s3cret s3cret', 'unknown'],
    [`https://${'s3cret.'.repeat(30)}example`, 'unknown'],
    ['https://user:s3cret@evil.example:8443/s3cret#s3cret', 'https://evil.example:8443'],
    ['', 'unknown'],
  ])('a report about the blocked URL %j is logged as %j', (stopped, said) => {
    expect(read(older({ stopped }))).toEqual([{ address: '/playlists', detail: `img-src blocked ${said}` }])
  })

  test.each([`${appUrl}/%0a{"level":"error"}`, `${appUrl}/${'x'.repeat(100)}`, `${appUrl}/a;b`])(
    'a report about the unusual page URL %s is logged without that URL',
    (page) => {
      expect(read(older({ page }))).toEqual([{ ...good[0], address: 'unusual path' }])
    },
  )

  test.each(['', 'x', '{', '7', 'null', '"x"', '{}', '{"csp-report":7}', '{"__proto__":{"csp-report":{}}}'])(
    'a request with the body %j is not accepted as a report',
    (body) => {
      expect(readReport(body, appUrl)).toBeNull()
    },
  )
})

test('reports are accepted only if they have one of the two content types that browsers use', () => {
  for (const type of ['application/csp-report', 'application/reports+json', 'Application/CSP-Report; charset=utf-8'])
    expect(isReportType(type), type).toBe(true)
  for (const type of [
    null,
    '',
    'application/json',
    'text/plain',
    'application/csp-reports',
    'x application/csp-report',
  ])
    expect(isReportType(type), `${type}`).toBe(false)
})

test('the number of reports logged per minute is limited', () => {
  let nowMs = 600_000
  const limit = createLimit(3, () => nowMs)
  expect(limit.take(['a', 'b'])).toEqual(['a', 'b'])
  expect(limit.isSpent()).toBe(false)
  expect(limit.take(['c', 'd'])).toEqual(['c'])
  expect(limit.isSpent()).toBe(true)
  expect(limit.take(['e'])).toEqual([])
  nowMs += 60_000
  expect(limit.isSpent()).toBe(false)
  expect(limit.take(['f', 'g', 'h', 'i'])).toEqual(['f', 'g', 'h'])
})
