import { mergeTests } from '@playwright/test'
import { test as withoutBrowser } from '../../../tests/support/browserless.ts'
import { expect, test as withBrowser } from '../../../tests/support/fixtures.ts'
import { watchAnswers } from './watch-answers.ts'

type Watched = { strangeAnswers: () => Promise<string[]> }

/** Fails the test if a response from the emulator does not match Spotify's description. */
export const test = withBrowser.extend<{ fitsDescription: undefined }, Watched>({
  strangeAnswers: [({ servers }, use) => use(watchAnswers(servers.spotify)), { scope: 'worker' }],
  fitsDescription: [
    async ({ strangeAnswers }, use) => {
      await use(undefined)
      expect(await strangeAnswers(), "responses that do not match Spotify's description").toEqual([])
    },
    { auto: true },
  ],
})

/** Runs the same check in tests that use no browser. */
export const browserlessTest = mergeTests(withoutBrowser, test)
