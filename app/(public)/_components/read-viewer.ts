import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'

/** Returns the signed-in visitor, or `null` if there is no session or the visitor's consent has expired. */
export async function readViewer() {
  const session = await readSession()
  return session && !hasConsentEnded(session, Date.now()) ? session.viewer : null
}
