import { expect, test } from 'vitest'
import { createApi } from '@/lib/spotify/api'
import { readProfile } from '@/lib/spotify/profile'
import { parseScopes } from '@/lib/spotify/scopes'
import { type PersonId, personOf } from '../../emulator/data/people.ts'
import { createSetup, spotifyUrl } from '../support.ts'
import { fetchOf, jsonAnswer, outside } from './support.ts'

function profileOf(person: PersonId, scopes: string[] = []) {
  const { emulator } = createSetup()
  const { accessToken, scope } = emulator.grantFor(person, { scopes })
  return readProfile(
    createApi({
      ...outside(),
      url: spotifyUrl,
      accessToken,
      grantedScopes: parseScopes(scope),
      fetch: emulator.fetch,
    }),
  )
}
const profileIn = (body: unknown) => {
  const { fetch } = fetchOf(() => jsonAnswer(body))
  return readProfile(createApi({ ...outside(), url: spotifyUrl, accessToken: 'a', grantedScopes: [], fetch }))
}

test('an app in development mode gets only a user’s name, picture, link and IDs', async () => {
  const { accountId } = personOf('mira')
  expect(await profileOf('mira', ['user-read-private', 'user-read-email'])).toEqual({
    accountId,
    id: 'mira',
    name: 'Mira Solvang',
    pictureUrl: `${spotifyUrl}/pictures/${accountId}?size=300`,
    spotifyUrl: `${spotifyUrl}/open/user/mira`,
    country: null,
    product: null,
    followerCount: null,
  })
})

test('an older app also gets a user’s follower count and, with the required scope, the country and product', async () => {
  expect(await profileOf('otto', ['user-read-private'])).toMatchObject({
    country: 'NO',
    product: 'premium',
    followerCount: 42,
  })
  expect(await profileOf('otto')).toMatchObject({ country: null, product: null, followerCount: 42 })
})

test('the profile never contains the email address', async () => {
  expect(JSON.stringify(await profileOf('otto', ['user-read-email']))).not.toContain('people.invalid')
})

test('the name and picture of a profile can be missing', async () => {
  expect(await profileOf('nulls')).toMatchObject({ name: null, pictureUrl: null })
  expect(await profileOf('bare')).toMatchObject({ name: 'Bram Hollowell', pictureUrl: null })
  expect(await profileIn({ id: 'x', display_name: '' })).toMatchObject({ name: null })
})

test('javascript: links, and pictures on unknown hosts, are removed from a profile', async () => {
  expect(await profileOf('odd')).toMatchObject({ spotifyUrl: null, pictureUrl: null })
})

test('if Spotify sends no account ID, the user ID identifies the account', async () => {
  for (const account_id of [undefined, null, 7])
    expect(await profileIn({ id: 'old', account_id })).toMatchObject({ accountId: 'old', id: 'old' })
  expect(await profileIn({ id: 'old', account_id: 'new' })).toMatchObject({ accountId: 'new' })
})

test('an empty account ID is replaced with the user ID', async () => {
  expect(await profileIn({ id: 'old', account_id: '' })).toMatchObject({ accountId: 'old' })
})

test('a profile response without a user ID counts as an outage', async () => {
  for (const body of [{}, { id: '' }, { id: null }, { id: 7 }, null, [], 'mira', { account_id: 'x' }])
    await expect(profileIn(body)).rejects.toMatchObject({ code: 'spotify_unavailable' })
})

test('reading the profile of an unregistered user fails with not_registered', async () => {
  await expect(profileOf('guest')).rejects.toMatchObject({ code: 'not_registered', status: 403 })
})

test('an ID with a lone surrogate is repaired, so it can be used in a header', async () => {
  expect(encodeURIComponent((await profileIn({ id: 'mira\ud800' })).id)).toBe('mira%EF%BF%BD')
})
