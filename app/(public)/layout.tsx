import type { ReactNode } from 'react'
import { Frame } from '@/app/_components/frame'
import { readSession } from '@/lib/session/server'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const session = await readSession()
  return <Frame viewer={session && { name: session.viewer.name }}>{children}</Frame>
}
