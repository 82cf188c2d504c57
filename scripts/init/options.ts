import { basename } from 'node:path'
import { parseArgs } from 'node:util'

/** The parts that you can leave out, each with the description that `npm run init` shows when asking about it. */
export const parts = {
  listening: 'the /listening page, which shows what you are playing, what you played recently and what you play most',
  redis: 'Redis, for running several instances',
  search: 'search, filters, sort orders and views for the playlists, and lists that load as you scroll',
  api: 'functions for Spotify’s Web API that no page uses yet: search, library and playlist editing',
} as const

export type Part = keyof typeof parts

export type Options = {
  name: string
  tagline: string
  without: Part[]
  tests: 'core' | 'full'
  look: 'stage-door' | 'plain'
  /** The copyright holder named in the licence. */
  holder: string
}

export const usage = `npm run init -- [--yes] [--name="…"] [--tagline="…"] [--without=listening,redis,search,api]
                [--tests=core|full] [--look=stage-door|plain] [--holder="…"]

docs/adapt.md explains these flags.`

const partNames = Object.keys(parts) as Part[]
const looks = ['stage-door', 'plain'] as const
const testSets = ['core', 'full'] as const

/**
 * Returns the options from the command line, with default values for missing ones. If `asks` is `true`, the user can choose the
 * options in a terminal. Throws if an option is invalid.
 */
export function parseOptions(args: string[], folder: string, author: string): { options: Options; asks: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      yes: { type: 'boolean', default: false },
      name: { type: 'string', default: toName(basename(folder)) },
      tagline: { type: 'string', default: 'All your playlists in one place' },
      without: { type: 'string', default: '' },
      tests: { type: 'string', default: 'full' },
      look: { type: 'string', default: 'stage-door' },
      holder: { type: 'string' },
    },
  })
  const name = check(values.name, findNameProblem)
  const options = {
    name,
    tagline: check(values.tagline, findTaglineProblem),
    without: values.without
      .split(',')
      .filter((part) => part !== '')
      .map((part) => oneOf('--without', partNames, part.trim())),
    tests: oneOf('--tests', testSets, values.tests),
    look: oneOf('--look', looks, values.look),
    holder: values.holder || author || `The ${name} authors`,
  }
  return { options, asks: !values.yes }
}

function check(value: string, findProblem: (value: string) => string | null): string {
  const problem = findProblem(value)
  if (problem) throw new Error(problem)
  return value.trim()
}

function oneOf<Name extends string>(flag: string, names: readonly Name[], value: string): Name {
  const found = names.find((name) => name === value)
  if (!found) throw new Error(`${flag} must be ${names.join(', ').replace(/, (?=[^,]*$)/, ' or ')}, not "${value}".`)
  return found
}

/**
 * Returns what is wrong with a name, or `null` if it is valid. The rules about the word "Spotify" come from Spotify's guidelines:
 * https://developer.spotify.com/documentation/design
 */
export function findNameProblem(name: string): string | null {
  const text = name.trim()
  if (!/^[^\p{C}]{1,40}$/u.test(text)) return 'The name must have 1 to 40 characters.'
  if (/^spot/i.test(text) || /spotify/i.test(text))
    return 'Spotify doesn’t allow names that start with "Spot" or contain "Spotify".'
  return null
}

export const findTaglineProblem = (tagline: string): string | null =>
  /^[^\p{C}]{1,80}$/u.test(tagline.trim()) ? null : 'The tagline must have 1 to 80 characters.'

/** Returns a name for the app, based on the name of its folder: "mixtape-monday" becomes "Mixtape monday". */
function toName(folder: string): string {
  const words = folder.replace(/[-_.\s]+/g, ' ').trim()
  const name = words.charAt(0).toUpperCase() + words.slice(1)
  return findNameProblem(name) || /^stagedoor/i.test(name) ? 'My app' : name
}

/** Returns the name in lowercase ASCII, for use in the names of packages, containers and Redis keys. */
export const toSlug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'my-app'
