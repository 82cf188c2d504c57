import type { ReactNode } from 'react'
import { Footer } from '@/app/_components/layout/footer'
import { Header } from '@/app/_components/layout/header'
import { ViewerBroadcast } from '@/app/_components/layout/viewer-broadcast'
import { readViewer } from '@/app/(public)/_components/read-viewer'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer()
  return (
    <>
      <Header viewer={viewer} />
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        <ViewerBroadcast viewerId={viewer?.id ?? null} renderedAtMs={Date.now()} />
        {children}
      </main>
      <Footer />
    </>
  )
}
