import type { Metadata } from 'next'
import { authPaths } from '@/app/_components/layout/auth-paths'
import { Home } from '@/app/(public)/_components/home'
import { readViewer } from '@/app/(public)/_components/read-viewer'
import { homePath } from '@/lib/session/pages'

export const metadata: Metadata = { alternates: { canonical: homePath } }

export default async function HomePage() {
  const viewer = await readViewer()
  return <Home viewer={viewer && { name: viewer.name }} signInPath={authPaths.signIn} />
}
