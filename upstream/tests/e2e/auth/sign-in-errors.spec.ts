import type { Page } from '@playwright/test'
import { describeReason } from '../../../../lib/error-messages.ts'
import type { Emulator } from '../../../../tests/emulator/emulator.ts'
import { agreeAs, expect } from '../../../../tests/support/fixtures.ts'
import { test } from '../../../support/description/watched-test.ts'

/** `toCallback` takes the browser from the consent page, whose URL is `asked`, to the callback. */
type Failure = { title: string; toCallback: (page: Page, asked: URL, spotify: Emulator) => Promise<unknown> }

const agreeAt = async (page: Page, address: URL) => {
  await page.goto(address.href)
  await agreeAs(page, 'ada')
}
const comeBack = (page: Page, { searchParams }: URL, code: string) =>
  page.goto(`/api/auth/callback?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`)

const failures: Failure[] = [
  {
    title: 'a challenge for another verifier (code_verifier was incorrect)',
    toCallback: (page, asked) => {
      asked.searchParams.set('code_challenge', 'A'.repeat(43))
      return agreeAt(page, asked)
    },
  },
  {
    title: 'a missing challenge (code_verifier was incorrect)',
    toCallback: (page, asked) => {
      for (const name of ['code_challenge', 'code_challenge_method']) asked.searchParams.delete(name)
      return agreeAt(page, asked)
    },
  },
  {
    title: 'a code that Spotify never issued (Invalid authorization code)',
    toCallback: (page, asked) => comeBack(page, asked, 'AQCoUnknown'),
  },
  {
    title: 'a code for another redirect URI (Invalid redirect URI)',
    toCallback: (page, asked, spotify) => {
      const codeChallenge = asked.searchParams.get('code_challenge') ?? ''
      return comeBack(page, asked, spotify.codeFor('ada', { codeChallenge, redirectUri: 'https://music.example.com/' }))
    },
  },
]

for (const { title, toCallback } of failures) {
  test(`${title} leads to the app’s own error page and keeps the session`, async ({ page, signIn, spotify }) => {
    await signIn('mira')
    await page.goto('/api/auth/login?returnTo=/account&switch=1')
    await toCallback(page, new URL(page.url()), spotify)
    await expect(page).toHaveURL('/login?reason=code_rejected&returnTo=%2Faccount')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(describeReason('code_rejected').title)
    await expect(page.getByText(/code_verifier|invalid/i)).toHaveCount(0)
    expect(spotify.requests().at(-1)).toMatchObject({ grantType: 'authorization_code', status: 400 })
    await page.goto('/account')
    await expect(page.getByRole('banner')).toContainText('Mira Solvang')
  })
}
