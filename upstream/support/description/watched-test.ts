import { mergeTests } from '@playwright/test'
import { test as withoutBrowser } from '../../../tests/support/browserless.ts'
import { expect, test as withBrowser } from '../../../tests/support/fixtures.ts'
import { watchAnswers } from './watch-answers.ts'

type Watched = { strangeAnswers: () => Promise<string[]> }

/** What the emulator answers during a test must fit Spotify's description, or the test fails. */
export const test = withBrowser.extend<{ fitsDescription: undefined }, Watched>({
  strangeAnswers: [({ servers }, use) => use(watchAnswers(servers.spotify)), { scope: 'worker' }],
  fitsDescription: [
    async ({ strangeAnswers }, use) => {
      await use(undefined)
      expect(await strangeAnswers(), "answers that Spotify's description does not have").toEqual([])
    },
    { auto: true },
  ],
})

/** The same check without a browser. */
export const browserlessTest = mergeTests(withoutBrowser, test)
