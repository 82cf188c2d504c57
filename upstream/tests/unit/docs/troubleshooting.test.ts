import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { describeReason, type ReasonCode, reasonCodes } from '@/lib/reasons'

const page = readFileSync('docs/troubleshooting.md', 'utf8')
const index = page.slice(0, page.indexOf('\n## '))

/** The sections of the page by heading. */
const sections = new Map(
  page
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n'))]),
)

type Trouble = { title: string; texts: string[]; codes?: ReasonCode[] }

/** The twenty most frequent problems with Spotify, most frequent first, with the texts that people search for. */
const troubles: Record<number, Trouble> = {
  1: {
    title: 'Spotify does not know the redirect URI',
    texts: ['INVALID_CLIENT: Invalid redirect URI', 'redirect_uri: Not matching configuration', 'Save'],
  },
  2: { title: 'localhost, or http, is refused', texts: ['INVALID_CLIENT: Insecure redirect URI', 'localhost'] },
  3: {
    title: 'The sign-in starts on localhost and returns on 127.0.0.1',
    texts: ['Blocked cross-origin request to Next.js dev resource', 'allowedDevOrigins'],
    codes: ['state_mismatch'],
  },
  4: {
    title: 'The visitor is not on the list of five',
    texts: [
      'User not registered in the Developer Dashboard',
      'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
      'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
      'User Management',
    ],
    codes: ['not_registered'],
  },
  5: {
    title: "The app's owner has no Premium",
    texts: [
      'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.',
    ],
    codes: ['owner_premium'],
  },
  6: {
    title: "403 for a playlist's tracks",
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
    title: '429, for minutes or for a day',
    texts: ['{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}', 'Retry-After'],
    codes: ['rate_limited', 'quota_exceeded'],
  },
  10: {
    title: 'Everybody has to sign in again after six months',
    texts: ['Refresh token expired', 'Refresh token revoked', 'Invalid refresh token'],
    codes: ['consent_expired'],
  },
  11: { title: 'The refresh token is lost after the first refresh', texts: ['Invalid refresh token'] },
  12: { title: 'Two refreshes at once', texts: ['Refresh token revoked', 'REDIS_URL'] },
  13: {
    title: 'The Client ID or the secret is wrong',
    texts: ['INVALID_CLIENT: Invalid client', '"invalid_client"', 'Invalid client secret', 'quotation marks'],
    codes: ['client_rejected'],
  },
  14: {
    title: 'The code was used already, or is too old',
    texts: ['Invalid authorization code', 'Authorization code expired', 'Invalid redirect URI'],
    codes: ['code_rejected'],
  },
  15: {
    title: 'The verifier does not fit the challenge',
    texts: ['code_verifier was incorrect', 'code_verifier was invalid', 'code_verifier required'],
    codes: ['code_rejected'],
  },
  16: {
    title: 'The token endpoint gets JSON',
    texts: ['unsupported_grant_type', 'grant_type parameter is missing', 'Unexpected status: 415'],
  },
  17: { title: 'A scope that Spotify does not know', texts: ['Illegal scope'] },
  18: {
    title: 'A permission is missing',
    texts: [
      '{"error":{"status":403,"message":"Insufficient client scope"}}',
      '{"error":{"status":401,"message":"Permissions missing"}}',
    ],
    codes: ['missing_scope'],
  },
  19: {
    title: 'The access token has expired',
    texts: [
      'Missing/invalid/expired access token',
      'The access token expired',
      'Invalid access token',
      'No token provided',
    ],
  },
  20: {
    title: 'The answer is no JSON, or has holes',
    texts: ['Unexpected end of JSON input', 'is not valid JSON', 'upstream connect error', '204', '`null`'],
    codes: ['spotify_unavailable'],
  },
}

describe('each of the twenty problems has a section', () => {
  test.each(Object.entries(troubles))('number %s: $title', (_number, { title, texts, codes = [] }) => {
    const entry = sections.get(title)
    expect(entry, title).toBeDefined()
    for (const text of [...texts, ...codes]) expect(entry).toContain(text)
    expect(index).toContain(`[${title}](#`)
  })

  test.each(Object.values(troubles))('$title has a cause, a fix, the behaviour of this app and a test', ({ title }) => {
    const parts = [...(sections.get(title) ?? '').matchAll(/^\*\*(.+?):\*\* \S/gm)].map(([, name]) => name)
    expect(parts).toEqual(['Means', 'Do', 'Here', 'Shown by'])
    expect(sections.get(title)).toMatch(/\*\*Shown by:\*\* `(?:upstream\/)?tests\/\S+\.(?:spec|test)\.ts`/)
    expect(sections.get(title)).toMatch(/^\n+```\n\S/)
  })

  test('there are twenty', () => {
    expect(Object.keys(troubles)).toHaveLength(20)
    expect(page.match(/^### /gm)).toHaveLength(20)
  })
})

test('the page starts with how to use it', () => {
  expect(page).toMatch(/^# .+\n\nSearch this page for the text you see/)
})

test.each(reasonCodes)('the code %s is listed with the title that visitors see', (code) => {
  const row = sections
    .get('The reason codes')
    ?.split('\n')
    .find((line) => line.startsWith(`| \`${code}\``))
  expect(row?.split('|')[2]?.trim()).toBe(describeReason(code).title)
})

test('the error pages of Spotify without a callback are listed', () => {
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
])('the message at start about %s=%s can be found', (variable, value) => {
  const result = readConfig({ [variable]: value })
  const problem = result.kind === 'broken' ? result.problems.find((one) => one.variable === variable) : undefined
  expect(problem).toBeDefined()
  expect(page).toContain(`${variable} ${problem?.wrong}`)
})

describe('the log', () => {
  const section = sections.get('The log') ?? ''
  const fields = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)

  test('has every field that the app writes', () => {
    const entry = readFileSync('lib/log.ts', 'utf8').match(/type Entry = \{[\s\S]*?\n\}/)?.[0] ?? ''
    const written = [...entry.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name)
    expect(written.length).toBeGreaterThan(3)
    expect(fields).toEqual(expect.arrayContaining(['at', 'level', ...written]))
  })

  test('has a correct example', () => {
    const { status, code, ...example } = JSON.parse(section.match(/```\n(\{.*\})\n```/)?.[1] ?? '')
    expect(reasonCodes).toContain(code)
    expect(status).toBe(describeReason(code).status)
    expect(fields).toEqual(expect.arrayContaining(Object.keys(example)))
  })
})
