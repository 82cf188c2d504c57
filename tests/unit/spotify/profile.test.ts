import { expect, test } from 'vitest'
import { createApi } from '@/lib/spotify/api'
import { readProfile } from '@/lib/spotify/profile'
import { parseScopes } from '@/lib/spotify/scopes'
import type { PersonId } from '../../emulator/data/people.ts'
import { personOf } from '../../emulator/data/people.ts'
import { createWorld, fetchOf, jsonAnswer, outside, spotifyUrl } from '../support.ts'

function profileOf(person: PersonId, scopes: string[] = []) {
  const { emulator } = createWorld()
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

test('an app in development mode learns name, picture and identity, and no more', async () => {
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

test('an older app learns what its scopes allow', async () => {
  expect(await profileOf('otto', ['user-read-private'])).toMatchObject({
    country: 'NO',
    product: 'premium',
    followerCount: 42,
  })
  expect(await profileOf('otto')).toMatchObject({ country: null, product: null, followerCount: 42 })
})

test('an e-mail address is never taken over', async () => {
  expect(JSON.stringify(await profileOf('otto', ['user-read-email']))).not.toContain('people.invalid')
})

test('somebody may have neither name nor picture', async () => {
  expect(await profileOf('nulls')).toMatchObject({ name: null, pictureUrl: null })
  expect(await profileOf('bare')).toMatchObject({ name: 'Bram Hollowell', pictureUrl: null })
  expect(await profileIn({ id: 'x', display_name: '' })).toMatchObject({ name: null })
})

test('a link that is a script, and a picture from elsewhere, are left out', async () => {
  expect(await profileOf('odd')).toMatchObject({ spotifyUrl: null, pictureUrl: null })
})

test('without an account id, the id is the identity', async () => {
  for (const account_id of [undefined, null, 7])
    expect(await profileIn({ id: 'old', account_id })).toMatchObject({ accountId: 'old', id: 'old' })
  expect(await profileIn({ id: 'old', account_id: 'new' })).toMatchObject({ accountId: 'new' })
})

test('an empty account id is no identity that two people could share', async () => {
  expect(await profileIn({ id: 'old', account_id: '' })).toMatchObject({ accountId: 'old' })
})

test('an answer that names nobody is an outage', async () => {
  for (const body of [{}, { id: '' }, { id: null }, { id: 7 }, null, [], 'mira', { account_id: 'x' }])
    await expect(profileIn(body)).rejects.toMatchObject({ code: 'spotify_unavailable' })
})

test('the person who is not on the list of the app is told so', async () => {
  await expect(profileOf('guest')).rejects.toMatchObject({ code: 'not_registered', status: 403 })
})

test('half a character in an id is replaced, so that the id can stand in a header', async () => {
  expect(encodeURIComponent((await profileIn({ id: 'mira\ud800' })).id)).toBe('mira%EF%BF%BD')
})
