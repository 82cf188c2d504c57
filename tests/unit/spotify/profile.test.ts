import { expect, test } from 'vitest'
import { createApi } from '@/lib/spotify/api'
import { readProfile } from '@/lib/spotify/profile'
import { parseScopes } from '@/lib/spotify/scopes'
import type { PersonId } from '../../emulator/data/people.ts'
import { personOf } from '../../emulator/data/people.ts'
import { createSetup, fetchOf, jsonAnswer, outside, spotifyUrl } from '../support.ts'

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

test('an app in development mode gets only the name, the picture and the ID', async () => {
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

test('an older app gets what its scopes allow', async () => {
  expect(await profileOf('otto', ['user-read-private'])).toMatchObject({
    country: 'NO',
    product: 'premium',
    followerCount: 42,
  })
  expect(await profileOf('otto')).toMatchObject({ country: null, product: null, followerCount: 42 })
})

test('the email address is never stored', async () => {
  expect(JSON.stringify(await profileOf('otto', ['user-read-email']))).not.toContain('people.invalid')
})

test('a person can have no name and no picture', async () => {
  expect(await profileOf('nulls')).toMatchObject({ name: null, pictureUrl: null })
  expect(await profileOf('bare')).toMatchObject({ name: 'Bram Hollowell', pictureUrl: null })
  expect(await profileIn({ id: 'x', display_name: '' })).toMatchObject({ name: null })
})

test('links to scripts and pictures of other hosts are omitted', async () => {
  expect(await profileOf('odd')).toMatchObject({ spotifyUrl: null, pictureUrl: null })
})

test('without an account ID, the user ID is the identity', async () => {
  for (const account_id of [undefined, null, 7])
    expect(await profileIn({ id: 'old', account_id })).toMatchObject({ accountId: 'old', id: 'old' })
  expect(await profileIn({ id: 'old', account_id: 'new' })).toMatchObject({ accountId: 'new' })
})

test('an empty account ID is not used as an identity', async () => {
  expect(await profileIn({ id: 'old', account_id: '' })).toMatchObject({ accountId: 'old' })
})

test('a response without a user is treated as an outage', async () => {
  for (const body of [{}, { id: '' }, { id: null }, { id: 7 }, null, [], 'mira', { account_id: 'x' }])
    await expect(profileIn(body)).rejects.toMatchObject({ code: 'spotify_unavailable' })
})

test('a user who is not registered for the app gets not_registered', async () => {
  await expect(profileOf('guest')).rejects.toMatchObject({ code: 'not_registered', status: 403 })
})

test('half a character in an ID is replaced so that the ID can be sent in a header', async () => {
  expect(encodeURIComponent((await profileIn({ id: 'mira\ud800' })).id)).toBe('mira%EF%BF%BD')
})
