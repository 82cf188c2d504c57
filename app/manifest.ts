import type { MetadataRoute } from 'next'
import { siteName } from './site'

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: siteName,
    short_name: siteName,
    description: 'All your playlists in one place. For Spotify, not by Spotify.',
    id: '/',
    start_url: '/playlists',
    display: 'browser',
    lang: 'en',
    background_color: '#171a26',
    theme_color: '#171a26',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
