import { expect, test } from 'vitest'
import { getErrorButtons, type Situation } from '@/app/_components/errors/error-buttons'
import { reasonCodes } from '@/lib/error-messages'

const signedIn: Situation = { returnTo: '/profile', isSignedIn: true }
const signedOut: Situation = { ...signedIn, isSignedIn: false }
const firstOf = (reason: (typeof reasonCodes)[number], situation: Situation) => getErrorButtons(reason, situation)[0]

test.each(reasonCodes)(
  'the %s error has at least one button, and all of its buttons have different links',
  (reason) => {
    for (const situation of [signedIn, signedOut, { ...signedIn, returnTo: '/playlists?page=2' }]) {
      const hrefs = getErrorButtons(reason, situation).map(({ href }) => href)
      expect(hrefs.length).toBeGreaterThan(0)
      expect(new Set(hrefs).size).toBe(hrefs.length)
    }
  },
)

test.each(['not_found', 'forbidden', 'invalid_request'] as const)(
  'no button for the %s error leads back to the page that failed',
  (reason) => {
    for (const returnTo of ['/playlists', '/playlists?page=3']) {
      const hrefs = getErrorButtons(reason, { ...signedIn, returnTo }).map(({ href }) => href)
      expect(hrefs).not.toContain('/playlists')
      expect(hrefs).toContain('/')
    }
    expect(getErrorButtons(reason, { ...signedIn, returnTo: '/playlists/37' })).toContainEqual({
      label: 'Go to your playlists',
      href: '/playlists',
    })
  },
)

test('the first button for quota_exceeded opens Spotify', () => {
  expect(getErrorButtons('quota_exceeded', { ...signedIn, spotifyUrl: 'https://open.spotify.com/playlist/1' })).toEqual(
    [
      { label: 'Open Spotify', href: 'https://open.spotify.com/playlist/1' },
      { label: 'Try again', href: '/profile', isRetry: true },
    ],
  )
})

test('the forbidden and not_found errors have a button that opens Spotify', () => {
  for (const reason of ['forbidden', 'not_found'] as const)
    expect(getErrorButtons(reason, signedIn)).toContainEqual({
      label: 'Open Spotify',
      href: 'https://open.spotify.com/',
    })
})

test('after signed_out, access_denied or consent_expired, the first button is “Continue” for signed-in visitors and a sign-in button for everyone else', () => {
  for (const reason of ['signed_out', 'access_denied', 'consent_expired'] as const) {
    expect(firstOf(reason, signedIn), reason).toEqual({ label: 'Continue', href: '/profile' })
    const renew = reason === 'consent_expired' ? '&renew=1' : ''
    expect(firstOf(reason, signedOut)?.href, reason).toBe(`/api/auth/login?returnTo=%2Fprofile${renew}`)
  }
})

test('after a failed sign-in, the buttons are “Start again” and, for visitors who are still signed in, “Continue”', () => {
  for (const reason of ['state_mismatch', 'code_rejected', 'login_failed'] as const) {
    expect(getErrorButtons(reason, signedOut)).toEqual([
      { label: 'Start again', href: '/api/auth/login?returnTo=%2Fprofile' },
    ])
    expect(getErrorButtons(reason, signedIn)).toEqual([
      { label: 'Start again', href: '/api/auth/login?returnTo=%2Fprofile&switch=1' },
      { label: 'Continue', href: '/profile' },
    ])
  }
})

test('only signed-in visitors can retry without leaving the page', () => {
  for (const reason of ['rate_limited', 'quota_exceeded', 'spotify_unavailable', 'owner_premium'] as const) {
    expect(getErrorButtons(reason, signedIn).filter(({ isRetry }) => isRetry)).toHaveLength(1)
    expect(getErrorButtons(reason, signedOut).filter(({ isRetry }) => isRetry)).toEqual([])
  }
})

test('the first button for missing_scope starts a sign-in that requests the missing scope', () => {
  expect(firstOf('missing_scope', { ...signedIn, missingScope: 'user-top-read' })?.href).toBe(
    '/api/auth/login?returnTo=%2Fprofile&scope=user-top-read',
  )
})

test('the first button for missing_scope opens Spotify’s consent page if the missing scope is unknown', () => {
  expect(firstOf('missing_scope', signedIn)?.href).toBe('/api/auth/login?returnTo=%2Fprofile&renew=1')
})

test('the client_rejected error links to the setup page only if that page is available', () => {
  expect(firstOf('client_rejected', { ...signedIn, showsSetup: true })?.href).toBe('/setup')
  expect(getErrorButtons('client_rejected', signedIn).map(({ href }) => href)).not.toContain('/setup')
})

test('on the sign-in page, a signed-in visitor can try again or restart the sign-in', () => {
  const labelsOf = (situation: Situation) => getErrorButtons('rate_limited', situation).map(({ label }) => label)
  expect(labelsOf({ ...signedIn, isSignInPage: true })).toEqual(['Try again', 'Restart sign-in'])
  expect(labelsOf({ ...signedOut, isSignInPage: true })).toEqual(['Try again'])
  expect(labelsOf(signedIn)).toEqual(['Try again'])
})
