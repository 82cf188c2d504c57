import type { Metadata } from 'next'
import { spotifyAppsUrl } from '@/lib/urls'

export const metadata: Metadata = { title: 'One step left', robots: { index: false } }

/**
 * Shown after a visitor disconnects the app. The app can't revoke its own access: only the visitor can do that, on Spotify's site.
 */
export default function DisconnectedPage() {
  return (
    <div className="notice-layout">
      <section className="notice">
        <h1>One step left</h1>
        <p>You are signed out, and this site’s server has no data about you.</p>
        <p>To end this app’s access to your Spotify account, find it on Spotify’s page and select “Remove access”.</p>
        <p className="buttons">
          <a href={spotifyAppsUrl} className="button">
            Manage apps on Spotify
          </a>
          <a href="/" className="button-quiet">
            Back to home
          </a>
        </p>
      </section>
    </div>
  )
}
