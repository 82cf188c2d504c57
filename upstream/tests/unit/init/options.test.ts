import { expect, test } from 'vitest'
import { findNameProblem, findTaglineProblem, parseOptions, toSlug } from '@/scripts/init/options'

const parse = (...args: string[]) => parseOptions(args, '/home/ada/mixtape-monday', 'Ada').options

test('if no flags are given, init keeps all parts of the app and names the app after its folder', () => {
  expect(parse()).toEqual({
    name: 'Mixtape monday',
    tagline: 'All your playlists in one place',
    without: [],
    tests: 'full',
    look: 'stage-door',
    holder: 'Ada',
  })
})

test('init applies the value of every flag', () => {
  const flags = [
    '--yes',
    '--name=Earshot',
    '--tagline=Hear',
    '--without=listening,redis',
    '--tests=core',
    '--look=plain',
  ]
  expect(parseOptions([...flags, '--holder=Bo'], '/x', 'Ada')).toEqual({
    options: {
      name: 'Earshot',
      tagline: 'Hear',
      without: ['listening', 'redis'],
      tests: 'core',
      look: 'plain',
      holder: 'Bo',
    },
    asks: false,
  })
})

test.each([
  ['--without=redis,lists', '--without must be listening, redis, search or api, not "lists".'],
  ['--tests=none', '--tests must be core or full, not "none".'],
  ['--look=green', '--look must be stage-door or plain, not "green".'],
  ['--name=Spotify Friends', 'Spotify doesn’t allow names that start with "Spot" or contain "Spotify".'],
  [`--name=${'x'.repeat(41)}`, 'The name must have 1 to 40 characters.'],
  ['--tagline=a\u0007b', 'The tagline must have 1 to 80 characters.'],
  ['--colour=red', "Unknown option '--colour'"],
])('init rejects %s and explains why', (flag, message) => {
  expect(() => parse(flag)).toThrow(message)
})

test('in a folder called spotify-next or stagedoor, the app gets a neutral name', () => {
  expect(parseOptions([], '/home/ada/spotify-next', '').options).toMatchObject({
    name: 'My app',
    holder: 'The My app authors',
  })
  expect(parseOptions([], '/home/ada/stagedoor', '').options.name).toBe('My app')
})

test.each([
  ['Mixtape Monday', 'mixtape-monday'],
  ['Rock ’n’ Roll <3', 'rock-n-roll-3'],
  ['Café Ünder', 'cafe-under'],
  ['音楽', 'my-app'],
])('an app called %s gets the package name %s', (name, slug) => {
  expect(toSlug(name)).toBe(slug)
})

test('names and taglines may contain any visible characters', () => {
  expect(findNameProblem('音楽 & "co" <3')).toBeNull()
  expect(findTaglineProblem('Play it again, “Sam”')).toBeNull()
})
