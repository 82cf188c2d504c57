import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { describeReason, type ReasonCode, reasonCodes } from '@/lib/error-messages'

const page = readFileSync('docs/troubleshooting.md', 'utf8')
const index = page.slice(0, page.indexOf('\n## '))

/** Maps each heading on the page to the text below it. */
const sections = new Map(
  page
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n'))]),
)

type Trouble = { title: string; texts: string[]; codes?: ReasonCode[] }

/** The twenty most common problems with Spotify, from most to least common, and the text that each entry must contain. */
const troubles: Record<number, Trouble> = {
  1: {
    title: 'INVALID_CLIENT: Invalid redirect URI',
    texts: ['INVALID_CLIENT: Invalid redirect URI', 'redirect_uri: Not matching configuration', 'Save'],
  },
  2: { title: 'INVALID_CLIENT: Insecure redirect URI', texts: ['INVALID_CLIENT: Insecure redirect URI', 'localhost'] },
  3: {
    title: 'Invalid or expired sign-in',
    texts: ['Blocked cross-origin request to Next.js dev resource', 'allowedDevOrigins'],
    codes: ['state_mismatch'],
  },
  4: {
    title: 'User not registered in the Developer Dashboard',
    texts: [
      'User not registered in the Developer Dashboard',
      'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
      'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
      'User Management',
    ],
    codes: ['not_registered'],
  },
  5: {
    title: 'Active premium subscription required for the owner of the app',
    texts: [
      'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.',
    ],
    codes: ['owner_premium'],
  },
  6: {
    title: "403 Forbidden for a playlist's tracks",
    texts: ['{"error": {"status": 403, "message": "Forbidden" } }', '/tracks', '/items'],
    codes: ['forbidden'],
  },
  7: {
    title: 'A followed playlist is empty or forbidden',
    texts: ['{"error": {"status": 403, "message": "Forbidden" } }'],
    codes: ['forbidden'],
  },
  8: { title: 'Every playlist has 0 tracks', texts: ['0 tracks', "(reading 'total')", 'Count unknown'] },
  9: {
    title: '429 Too many requests',
    texts: ['{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}', 'Retry-After'],
    codes: ['rate_limited', 'quota_exceeded'],
  },
  10: {
    title: 'Refresh token expired after six months',
    texts: ['Refresh token expired', 'Refresh token revoked', 'Invalid refresh token'],
    codes: ['consent_expired'],
  },
  11: { title: 'refresh_token must be supplied', texts: ['Invalid refresh token'] },
  12: { title: 'Refresh token revoked by another refresh', texts: ['Refresh token revoked', 'REDIS_URL'] },
  13: {
    title: 'INVALID_CLIENT: Invalid client',
    texts: ['INVALID_CLIENT: Invalid client', '"invalid_client"', 'Invalid client secret', 'quotation marks'],
    codes: ['client_rejected'],
  },
  14: {
    title: 'Invalid authorization code',
    texts: ['Invalid authorization code', 'Authorization code expired', 'Invalid redirect URI'],
    codes: ['code_rejected'],
  },
  15: {
    title: 'code_verifier was incorrect',
    texts: ['code_verifier was incorrect', 'code_verifier was invalid', 'code_verifier required'],
    codes: ['code_rejected'],
  },
  16: {
    title: 'grant_type parameter is missing',
    texts: ['unsupported_grant_type', 'grant_type parameter is missing', 'Unexpected status: 415'],
  },
  17: { title: 'Illegal scope', texts: ['Illegal scope'] },
  18: {
    title: 'Insufficient client scope',
    texts: [
      '{"error":{"status":403,"message":"Insufficient client scope"}}',
      '{"error":{"status":401,"message":"Permissions missing"}}',
    ],
    codes: ['missing_scope'],
  },
  19: {
    title: 'The access token expired',
    texts: [
      'Missing/invalid/expired access token',
      'The access token expired',
      'Invalid access token',
      'No token provided',
    ],
  },
  20: {
    title: 'Unexpected end of JSON input',
    texts: ['Unexpected end of JSON input', 'is not valid JSON', 'upstream connect error', '204', '`null`'],
    codes: ['spotify_unavailable'],
  },
}

describe('entries in docs/troubleshooting.md', () => {
  test.each(Object.entries(troubles))(
    'problem number %s has an entry: $title',
    (_number, { title, texts, codes = [] }) => {
      const entry = sections.get(title)
      expect(entry, title).toBeDefined()
      for (const text of [...texts, ...codes]) expect(entry).toContain(text)
      expect(index).toContain(`[${title}](#`)
    },
  )

  test.each(Object.values(troubles))(
    'the entry describes the cause, the fix, this app’s behaviour and the tests: $title',
    ({ title }) => {
      const parts = [...(sections.get(title) ?? '').matchAll(/^\*\*(.+?):\*\* \S/gm)].map(([, name]) => name)
      expect(parts).toEqual(['Cause', 'Fix', 'In this app', 'Tests'])
      expect(sections.get(title)).toMatch(/\*\*Tests:\*\* `(?:upstream\/)?tests\/\S+\.(?:spec|test)\.ts`/)
      expect(sections.get(title)).toMatch(/^\n+```\n\S/)
    },
  )

  test('docs/troubleshooting.md has exactly twenty entries', () => {
    expect(Object.keys(troubles)).toHaveLength(20)
    expect(page.match(/^### /gm)).toHaveLength(20)
  })
})

test('docs/troubleshooting.md starts by explaining how to search the page', () => {
  expect(page).toMatch(/^# .+\n\nSearch this page for the text you see/)
})

test.each(reasonCodes)('docs/troubleshooting.md lists the reason code %s with the title that visitors see', (code) => {
  const row = sections
    .get('The reason codes')
    ?.split('\n')
    .find((line) => line.startsWith(`| \`${code}\``))
  expect(row?.split('|')[2]?.trim()).toBe(describeReason(code).title)
})

test('docs/troubleshooting.md lists the errors that Spotify shows on its own pages instead of redirecting to the app', () => {
  const table = sections.get("Spotify's own error pages")
  for (const text of [
    'INVALID_CLIENT: Invalid redirect URI',
    'redirect_uri: Not matching configuration',
    'INVALID_CLIENT: Insecure redirect URI',
    'INVALID_CLIENT: Invalid client',
    'Missing required parameter: client_id',
    'Illegal scope',
  ])
    expect(table).toContain(text)
})

test.each([
  ['SPOTIFY_CLIENT_ID', ''],
  ['SPOTIFY_CLIENT_ID', '"57a6ed00"'],
  ['SPOTIFY_CLIENT_ID', '[32 letters and digits]'],
  ['APP_URL', 'http://localhost:3000'],
  ['APP_URL', 'http://192.168.0.7:3000'],
])('docs/troubleshooting.md contains the startup message about %s=%s', (variable, value) => {
  const found = readConfig({ [variable]: value }).problems.find((one) => one.variable === variable)
  expect(found).toBeDefined()
  expect(page).toContain(`${variable} ${found?.problem}`)
})

describe('the log section of docs/troubleshooting.md', () => {
  const section = sections.get('The log') ?? ''
  const fields = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)

  test('the log section of docs/troubleshooting.md lists every field that the app logs', () => {
    const entry = readFileSync('lib/http/failures.ts', 'utf8').match(/type Entry = \{[\s\S]*?\n\}/)?.[0] ?? ''
    const written = [...entry.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name)
    expect(written.length).toBeGreaterThan(3)
    expect(fields).toEqual(expect.arrayContaining(['at', 'level', ...written]))
  })

  test('the log section of docs/troubleshooting.md contains a valid example', () => {
    const { status, code, ...example } = JSON.parse(section.match(/```\n(\{.*\})\n```/)?.[1] ?? '')
    expect(reasonCodes).toContain(code)
    expect(status).toBe(describeReason(code).status)
    expect(fields).toEqual(expect.arrayContaining(Object.keys(example)))
  })
})
