import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'

/** Returns the signed-in visitor, or `null`. Ignores a session whose Spotify access has expired. */
export async function readViewer() {
  const session = await readSession()
  return session && !hasConsentEnded(session, Date.now()) ? session.viewer : null
}
