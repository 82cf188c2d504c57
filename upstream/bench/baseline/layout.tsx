import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Frame } from '@/app/_components/layout/frame'
import { SessionProvider } from '@/app/(signed-in)/_components/session-provider'

/** The same metadata as the app. */
export const metadata: Metadata = { robots: { index: false, follow: false }, openGraph: null, twitter: null }

export default function BaselineLayout({ children }: { children: ReactNode }) {
  return (
    <Frame viewer={{ name: 'A Viewer of Benchmarks' }}>
      <SessionProvider viewerId="viewer" renderedAtMs={0} consentEndTitle="">
        {children}
      </SessionProvider>
    </Frame>
  )
}
