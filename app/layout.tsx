import './globals.css'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { config } from '@/lib/config/server'
import { besley, besleyExtended } from './_fonts/besley'
import { description, siteColours, siteName, tagline } from './site'

export async function generateMetadata(): Promise<Metadata> {
  // Generates the metadata at request time so that the build needs no configuration.
  await connection()
  return {
    // The origin comes from the configuration, never from the request.
    metadataBase: new URL(config()?.appUrl ?? 'http://127.0.0.1:3000'),
    title: { default: `${siteName}: ${tagline}`, template: `%s · ${siteName}` },
    description,
    openGraph: { siteName },
    // Without this empty list, Next would repeat the `openGraph` images, although platforms read those anyway.
    twitter: { card: 'summary_large_image', images: [] },
    formatDetection: { telephone: false },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: siteColours.night },
    { media: '(prefers-color-scheme: dark)', color: siteColours.darkNight },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Each response has its own nonce, so no page can be rendered at build time.
  await connection()
  return (
    <html lang="en" className={`${besley.variable} ${besleyExtended.variable}`}>
      <body>{children}</body>
    </html>
  )
}
