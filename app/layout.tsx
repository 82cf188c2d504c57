import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { DisableSuspenseThrottle } from '@/app/_components/layout/disable-suspense-throttle'
import { config } from '@/lib/config/server'
import { policyHeader, readNonce } from '@/lib/http/security-headers'
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
    applicationName: siteName,
    openGraph: { type: 'website', siteName, locale: 'en_GB' },
    twitter: { card: 'summary_large_image' },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: siteColours.night },
    { media: '(prefers-color-scheme: dark)', color: siteColours.darkNight },
  ],
}

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  // Each response has its own nonce, so no page can be rendered at build time.
  await connection()
  return (
    <html lang="en" className={`${besley.variable} ${besleyExtended.variable}`}>
      <body>
        <DisableSuspenseThrottle nonce={readNonce((await headers()).get(policyHeader))} />
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:bg-lamp focus:px-4 focus:py-3 focus:font-display focus:font-bold focus:text-lamp-dark"
        >
          Skip to content
        </a>
        {children}
      </body>
    </html>
  )
}
