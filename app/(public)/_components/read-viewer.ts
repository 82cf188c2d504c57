import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'

/** The signed-in visitor, or `null`. A session cookie may outlive Spotify's six months, but is of no use then. */
export async function readViewer() {
  const session = await readSession()
  return session && !hasConsentEnded(session, Date.now()) ? session.viewer : null
}
