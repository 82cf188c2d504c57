import { withAnswer } from '../accounts/redirect-uris.ts'
import type { App } from '../state.ts'

export type Scenario = { code: string; title: string; says: string; link: { label: string; href: string } }

/** The app's front page, where its first redirect URI leads. */
export function homeOf({ redirectUris: [first = ''] }: App): string | null {
  return URL.canParse(first) ? new URL('/', first).href : null
}

/** Failures that no fault is needed for: what a person does to see them. */
export function scenariosFor(app: App): Scenario[] {
  const home = homeOf(app)
  if (home === null) return []
  const at = (path: string) => new URL(path, home).href
  return [
    {
      code: 'access_denied',
      title: 'Press Cancel',
      says: 'Begin a sign-in, and press Cancel on the page that asks.',
      link: { label: 'Begin a sign-in', href: at('/api/auth/login?switch=1') },
    },
    {
      code: 'state_mismatch',
      title: 'Arrive from nowhere',
      says: 'Come back from a sign-in that this browser never began.',
      link: {
        label: 'Open the invented callback',
        href: withAnswer(app.redirectUris[0] ?? '', { code: 'invented' }, 'invented'),
      },
    },
    {
      code: 'not_registered',
      title: 'Be Gus Ternholm',
      says: "He is not on the app's list: choose him and agree.",
      link: { label: 'Sign in as somebody else', href: at('/api/auth/login?switch=1') },
    },
    {
      code: 'signed_out',
      title: 'Come too early',
      says: 'Open the playlists before you sign in. Sign out first if you are signed in.',
      link: { label: 'Open the playlists', href: at('/playlists') },
    },
    {
      code: 'invalid_request',
      title: 'Mistype an address',
      says: 'Sign in, then open a playlist whose address is cut short.',
      link: { label: 'Open half an address', href: at('/playlists/half') },
    },
    {
      code: 'not_found',
      title: 'Ask for what is gone',
      says: 'Sign in, then open a playlist that is not there.',
      link: { label: 'Open a lost playlist', href: at(`/playlists/${'0'.repeat(22)}`) },
    },
  ]
}
