import { BackstagePass } from '@/app/_components/theme/backstage-pass'
import { consentEndsAtMs, type Session } from '@/lib/session/session'
import { describeScope } from '@/lib/spotify/scopes'

/** Who is signed in, since when, until when, and with which scopes. */
export function Pass({ session }: { session: Session }) {
  return (
    <BackstagePass
      viewer={session.viewer}
      sinceMs={session.signedInAtMs}
      untilMs={consentEndsAtMs(session)}
      isUntilExact={session.isConsentExact}
      nowMs={Date.now()}
      grants={session.grantedScopes.map(describeScope)}
    />
  )
}
