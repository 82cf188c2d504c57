import type { Metadata } from 'next'
import Link from 'next/link'
import { toCanonical } from '@/app/(public)/_components/canonical'
import { Prose } from '@/app/(public)/_components/prose'

export const generateMetadata = (): Metadata => ({
  title: 'Terms',
  description: 'What you may expect of this site, and it of you.',
  ...toCanonical('/terms'),
})

export default function TermsPage() {
  return (
    <Prose title="Terms">
      <p>By signing in you agree to these few lines. If you do not, simply do not sign in.</p>
      <h2>What this is</h2>
      <p>
        A site that shows you your own Spotify playlists and profile. It is made for Spotify users and is neither run
        nor endorsed by Spotify. It only reads; it changes nothing in your account.
      </p>
      <h2>What you may expect</h2>
      <p>
        It is offered as it is, without a promise that it always works: Spotify may be out of reach, or change what it
        lets apps see.
      </p>
      <h2>What is asked of you</h2>
      <ul>
        <li>Use your own account, and do not try to reach anybody else’s.</li>
        <li>Do not take this site or Spotify’s service apart to copy or resell what you see here.</li>
        <li>
          <a href="https://www.spotify.com/legal/end-user-agreement/">Spotify’s terms of use</a> hold for everything
          that comes from Spotify. Spotify is not liable for this site, and may enforce these terms in its own interest.
        </li>
      </ul>
      <h2>Ending it</h2>
      <p>
        You can end this at any time: see{' '}
        <Link href="/privacy" prefetch={false}>
          Privacy
        </Link>
        .
      </p>
      <p>This text is a start for whoever runs this site: name yourself and the law that holds here.</p>
    </Prose>
  )
}
