import type { Metadata } from 'next'
import { Prose } from '@/app/(public)/_components/prose'

export const metadata: Metadata = {
  title: 'Terms',
  description: 'The terms for using this site.',
  alternates: { canonical: '/terms' },
}

export default function TermsPage() {
  return (
    <Prose title="Terms">
      <p>By signing in, you agree to these terms. If you don’t agree, don’t sign in.</p>
      <h2>About this site</h2>
      <p>
        This site shows you your own Spotify playlists, profile and listening. It’s made for Spotify users, but Spotify
        neither runs nor endorses it. It only reads from your account and never changes anything in it.
      </p>
      <h2>No warranty</h2>
      <p>
        This site is provided as is. It may be unavailable at times, and Spotify may change what apps are allowed to
        see.
      </p>
      <h2>Your responsibilities</h2>
      <ul>
        <li>Use only your own account.</li>
        <li>Don’t reverse engineer this site or Spotify’s service, and don’t copy or resell their content.</li>
        <li>
          <a href="https://www.spotify.com/legal/end-user-agreement/">Spotify’s terms of use</a> apply to all content
          from Spotify. Spotify isn’t liable for this site, and may enforce these terms in its own interest.
        </li>
      </ul>
      <h2>Leaving</h2>
      <p>
        You can stop using this site at any time. To end its access to your account, see <a href="/privacy">Privacy</a>.
      </p>
      <h2>Operator</h2>
      <p>If you run this site, replace this paragraph with your name and the governing law.</p>
    </Prose>
  )
}
