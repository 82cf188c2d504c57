import { afterEach, expect } from 'vitest'
import type { Emulator } from '../../../tests/emulator/emulator.ts'
import { watchAnswers } from './watch-answers.ts'

const watches: (() => Promise<string[]>)[] = []

/** Returns the given emulator and makes the test fail if one of its responses does not match Spotify's description. */
export function watched(emulator: Emulator): Emulator {
  watches.push(watchAnswers(emulator))
  return emulator
}

afterEach(async () => {
  const lines = await Promise.all(watches.splice(0).map((strangeAnswers) => strangeAnswers()))
  expect(lines.flat()).toEqual([])
})
