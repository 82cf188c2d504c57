import type { ReactNode } from 'react'
import { Frame } from '@/app/_components/frame'
import { SessionClient } from '@/app/_components/session-client'

export default function FloorLayout({ children }: { children: ReactNode }) {
  return (
    <Frame viewer={{ name: 'A Viewer of Benchmarks' }}>
      <SessionClient viewerId="viewer" madeAtMs={0} consentEndTitle="">
        {children}
      </SessionClient>
    </Frame>
  )
}
