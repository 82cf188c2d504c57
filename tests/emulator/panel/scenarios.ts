import { toCallbackUrl } from '../accounts/redirect-uris.ts'
import type { App } from '../state.ts'

export type Scenario = { code: string; title: string; says: string; link: { label: string; href: string } }

/** Returns the URL of the app's home page, which has the same origin as the app's first redirect URI. */
export function homeOf({ redirectUris: [first = ''] }: App): string | null {
  return URL.canParse(first) ? new URL('/', first).href : null
}

/** Returns the errors that you can trigger without a fault, each with instructions. */
export function scenariosFor(app: App): Scenario[] {
  const home = homeOf(app)
  if (home === null) return []
  const at = (path: string) => new URL(path, home).href
  return [
    {
      code: 'access_denied',
      title: 'Cancel the sign-in',
      says: 'Start a sign-in and press Cancel on the consent page.',
      link: { label: 'Start a sign-in', href: at('/api/auth/login?switch=1') },
    },
    {
      code: 'state_mismatch',
      title: 'Forge a callback',
      says: 'Open the callback of a sign-in that this browser did not start.',
      link: {
        label: 'Open a forged callback',
        href: toCallbackUrl(app.redirectUris[0] ?? '', { code: 'forged' }, 'forged'),
      },
    },
    {
      code: 'not_registered',
      title: 'Sign in as Gus Ternholm',
      says: 'Gus is not registered for the app. Choose him and agree.',
      link: { label: 'Sign in with another account', href: at('/api/auth/login?switch=1') },
    },
    {
      code: 'signed_out',
      title: 'Open a page without a session',
      says: 'Open the playlists while you are signed out.',
      link: { label: 'Open the playlists', href: at('/playlists') },
    },
    {
      code: 'invalid_request',
      title: 'Use an invalid link',
      says: 'Sign in, then open a playlist link with an invalid ID.',
      link: { label: 'Open an invalid link', href: at('/playlists/half') },
    },
    {
      code: 'not_found',
      title: 'Open a missing playlist',
      says: 'Sign in, then open a playlist that does not exist.',
      link: { label: 'Open a missing playlist', href: at(`/playlists/${'0'.repeat(22)}`) },
    },
  ]
}
