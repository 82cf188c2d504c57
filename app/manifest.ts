import type { MetadataRoute } from 'next'
import { description, siteColours, siteName } from './site'

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: siteName,
    short_name: siteName,
    description,
    id: '/',
    start_url: '/playlists',
    display: 'browser',
    lang: 'en',
    background_color: siteColours.night,
    theme_color: siteColours.night,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
