import type { Metadata } from 'next'
import { Prose } from '@/app/(public)/_components/prose'
import { spotifyAppsUrl } from '@/lib/urls'

export const metadata: Metadata = {
  title: 'Privacy',
  description: 'What this site can see, which cookies it sets, and how to end its access.',
  alternates: { canonical: '/privacy' },
}

export default function PrivacyPage() {
  return (
    <Prose title="Privacy">
      <p>
        This site shows you your own Spotify playlists and profile, and your listening if you allow it. It has no user
        database, no analytics and no tracking.
      </p>
      <h2>What this site can see</h2>
      <p>
        When you sign in, Spotify gives this site access to your public profile and your playlists, including private
        and collaborative ones. If you allow it on the Listening page, this site can also see what you are playing, what
        you played recently, and your top artists and tracks. It never sees your Spotify password.
      </p>
      <p>
        Your data is read from Spotify when you open a page. The server keeps it in memory for up to a minute and
        doesn’t store it.
      </p>
      <h2>Cookies</h2>
      <ul>
        <li>
          <code>session</code>: your name, picture and account ID, and the access that Spotify granted, encrypted so
          that only this site can read it. Removed when you sign out, and after 200 days at the latest. The access
          itself expires after six months.
        </li>
        <li>
          <code>ended</code>: identifiers of sign-ins that ended in this browser, so that they can’t be used again.
          Expires after 200 days at the latest.
        </li>
        <li>
          <code>consents</code>: when you granted access, encrypted. Set when you sign out or switch accounts, so that
          this site knows your expiry date when you sign in again. Removed when you disconnect, and after six months at
          the latest.
        </li>
        <li>
          <code>fresh</code>: set if this site reloads or changes data for you, so that the next pages show the latest
          data. Expires after 30 seconds.
        </li>
        <li>
          <code>login.*</code>: one for each sign-in in progress, encrypted, so that nobody else can finish it. Expires
          after ten minutes.
        </li>
      </ul>
      <p>
        Over HTTPS, these names start with <code>__Host-</code>. The cookies are needed for signing in, and this site
        sets no others. If you turn off the <code>/</code> key for the search, your browser’s local storage keeps that
        setting.
      </p>
      <h2>What Spotify can see</h2>
      <p>
        Your browser loads pictures from Spotify’s servers, which can see your IP address.{' '}
        <a href="https://www.spotify.com/legal/privacy-policy/">Spotify’s privacy policy</a> explains how Spotify uses
        your data.
      </p>
      <h2>End this site’s access</h2>
      <p>
        Choose Disconnect on <a href="/account">your account page</a>, then remove this app under{' '}
        <a href={spotifyAppsUrl}>Apps in your Spotify account</a>. After that, this site’s server has no data about you.
      </p>
      <h2>Contact</h2>
      <p>If you run this site, replace this paragraph with your name and contact details.</p>
    </Prose>
  )
}
