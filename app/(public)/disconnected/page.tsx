import type { Metadata } from 'next'
import { spotifyAppsUrl } from '@/lib/urls'

export const metadata: Metadata = { title: 'One step is left', robots: { index: false } }

/** After a sign-out that is meant for good: the rest can be done at Spotify only. */
export default function DisconnectedPage() {
  return (
    <section className="notice">
      <h1 className="mb-3 text-3xl">One step is left</h1>
      <p className="mb-2">You are signed out here, and nothing of yours is left on this site.</p>
      <p className="mb-6">To take back what you granted, find this app on Spotify’s page and press “Remove access”.</p>
      <p className="flex flex-wrap gap-3">
        <a href={spotifyAppsUrl} className="button">
          Manage apps at Spotify
        </a>
        <a href="/" className="button-quiet">
          To the front page
        </a>
      </p>
    </section>
  )
}
