import type { Page } from '@playwright/test'
import type { Scope } from '../../lib/spotify/scopes.ts'
import type { PersonId } from '../emulator/data/people.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { forgeSession } from './sessions.ts'

export const listeningScopes: Scope[] = ['user-top-read', 'user-read-recently-played', 'user-read-currently-playing']
export const nowPlayingPath = '/v1/me/player/currently-playing'

export const sectionOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

type Visit = { page: Page; spotify: Emulator; baseURL: string | undefined }

/** Creates a session in the browser without opening the sign-in pages. By default, the session has the listening page's scopes. */
export const signInToListen = (
  { page, spotify, baseURL }: Visit,
  as: PersonId = 'mira',
  scopes = listeningScopes,
): Promise<void> => forgeSession({ context: page.context(), spotify, url: baseURL, as, scopes })
