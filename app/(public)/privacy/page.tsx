import type { Metadata } from 'next'
import Link from 'next/link'
import { toCanonical } from '@/app/(public)/_components/canonical'
import { Prose } from '@/app/(public)/_components/prose'
import { spotifyAppsUrl } from '@/lib/urls'

export const generateMetadata = (): Metadata => ({
  title: 'Privacy',
  description: 'What this site knows about you, and for how long.',
  ...toCanonical('/privacy'),
})

export default function PrivacyPage() {
  return (
    <Prose title="Privacy">
      <p>
        This site shows you your own Spotify playlists and profile, and what you listen to if you allow it. It keeps
        nothing about you on its server: no database, no statistics, no tracking.
      </p>
      <h2>What it sees</h2>
      <p>
        When you sign in, Spotify lets this site see your public profile and your playlists, the private and
        collaborative ones included. What you play and played, and what you play most, it sees only once you have
        granted that on the page that shows it. All this is read when you open a page and is not stored. Your Spotify
        password never comes here.
      </p>
      <h2>Cookies</h2>
      <ul>
        <li>
          <code>session</code>: who you are and the permission that Spotify gave, sealed so that only this site can read
          it. It goes when you sign out, and after 200 days at the latest; Spotify’s permission in it ends after six
          months.
        </li>
        <li>
          <code>ended</code>: after you have signed out, which sign-ins are over, so that none of them comes back.
        </li>
        <li>
          <code>consents</code>: after you have signed out, when you gave your permission at Spotify, sealed. It is used
          if you sign in again, to tell you in time when the permission ends. It goes after six months, and when you
          disconnect.
        </li>
        <li>
          <code>login.*</code>: one for each sign-in under way, for ten minutes, so that nobody can finish it in your
          place.
        </li>
      </ul>
      <p>
        On https their names begin with <code>__Host-</code>. They are needed for the sign-in; there are no others.
      </p>
      <h2>Others</h2>
      <p>
        Pictures are loaded from Spotify’s own servers, which therefore see your address. What Spotify does with your
        data is in <a href="https://www.spotify.com/legal/privacy-policy/">Spotify’s privacy policy</a>.
      </p>
      <h2>Ending it</h2>
      <p>
        Disconnect on{' '}
        <Link href="/account" prefetch={false}>
          your account page
        </Link>
        , and remove this app under <a href={spotifyAppsUrl}>Apps in your Spotify account</a>. Nothing is left here
        after that.
      </p>
      <p>This text is a start for whoever runs this site: name yourself and a way to reach you here.</p>
    </Prose>
  )
}
