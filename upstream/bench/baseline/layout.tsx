import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { SignedInFrame } from '@/app/(signed-in)/_components/signed-in-frame'

/** Matches the metadata in the app's own layout. */
export const metadata: Metadata = {
  description: null,
  robots: { index: false, follow: false },
  openGraph: null,
  twitter: null,
}

export default function BaselineLayout({ children }: { children: ReactNode }) {
  return (
    <SignedInFrame
      viewer={{ id: 'viewer', name: 'A Viewer of Benchmarks' }}
      renderedAtMs={0}
      consentEndTitle=""
      nonce={undefined}
    >
      {children}
    </SignedInFrame>
  )
}
