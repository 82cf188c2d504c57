import type { ReactNode } from 'react'
import { authPaths } from '@/app/_components/layout/auth-paths'
import { PageFrame } from '@/app/_components/layout/page-frame'
import { ViewerBroadcast } from '@/app/_components/layout/viewer-broadcast'
import { readViewer } from '@/app/(public)/_components/read-viewer'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer()
  return (
    <PageFrame viewer={viewer && { name: viewer.name }} paths={authPaths}>
      <ViewerBroadcast viewerId={viewer?.id ?? null} renderedAtMs={Date.now()} />
      {children}
    </PageFrame>
  )
}
