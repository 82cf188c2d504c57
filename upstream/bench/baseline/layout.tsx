import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Footer } from '@/app/_components/layout/footer'
import { Header } from '@/app/_components/layout/header'
import { SessionProvider } from '@/app/(signed-in)/_components/session-provider'

/** Matches the metadata in the app's own layout. */
export const metadata: Metadata = { robots: { index: false, follow: false }, openGraph: null, twitter: null }

export default function BaselineLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Header viewer={{ name: 'A Viewer of Benchmarks' }} />
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        <SessionProvider viewerId="viewer" renderedAtMs={0} consentEndTitle="">
          {children}
        </SessionProvider>
      </main>
      <Footer />
    </>
  )
}
