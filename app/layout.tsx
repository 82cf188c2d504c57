import './globals.css'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'

export const metadata: Metadata = {
  title: { default: 'Stagedoor', template: '%s · Stagedoor' },
  description: 'Sign in and see your own playlists, the private ones included. For Spotify, not by Spotify.',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#171a26' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0e15' },
  ],
}

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  // Each page carries a nonce, so none can be made at build time.
  await connection()
  return (
    <html lang="en">
      <body>
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:bg-lamp focus:px-4 focus:py-3 focus:font-semibold focus:text-lamp-dark"
        >
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  )
}
