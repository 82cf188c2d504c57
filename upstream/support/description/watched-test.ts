import { mergeTests } from '@playwright/test'
import { test as withoutBrowser } from '../../../tests/support/browserless.ts'
import { expect, test as withBrowser } from '../../../tests/support/fixtures.ts'
import { watchAnswers } from './watch-answers.ts'

type Watched = { strangeAnswers: () => Promise<string[]> }

/** The emulator's responses during a test must fit Spotify's description, or the test fails. */
export const test = withBrowser.extend<{ fitsDescription: undefined }, Watched>({
  strangeAnswers: [({ servers }, use) => use(watchAnswers(servers.spotify)), { scope: 'worker' }],
  fitsDescription: [
    async ({ strangeAnswers }, use) => {
      await use(undefined)
      expect(await strangeAnswers(), "responses that do not fit Spotify's description").toEqual([])
    },
    { auto: true },
  ],
})

/** The same check without a browser. */
export const browserlessTest = mergeTests(withoutBrowser, test)
