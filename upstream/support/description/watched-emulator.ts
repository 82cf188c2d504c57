import { afterEach, expect } from 'vitest'
import type { Emulator } from '../../../tests/emulator/emulator.ts'
import { watchAnswers } from './watch-answers.ts'

const watches: (() => Promise<string[]>)[] = []

/** Returns the same emulator. Its responses during a test must fit Spotify's description, or the test fails. */
export function watched(emulator: Emulator): Emulator {
  watches.push(watchAnswers(emulator))
  return emulator
}

afterEach(async () => {
  const lines = await Promise.all(watches.splice(0).map((strangeAnswers) => strangeAnswers()))
  expect(lines.flat()).toEqual([])
})
