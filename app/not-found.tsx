import type { Metadata } from 'next'
import Link from 'next/link'
import { readSession } from '@/lib/session/server'
import { homePath } from '@/lib/urls'
import { Frame } from './_components/frame'
import { ViewerClient } from './_components/viewer-client'

export const metadata: Metadata = { title: 'Nothing here' }

export default async function NotFound() {
  const session = await readSession()
  return (
    <Frame viewer={session && { name: session.viewer.name }}>
      <ViewerClient viewerId={session?.viewer.id ?? null} madeAtMs={Date.now()} />
      <section className="notice">
        <h1 className="mb-3 text-3xl">No door here</h1>
        <p className="mb-6">There is no page under this address. It may have been mistyped, or has moved.</p>
        <Link href={homePath} prefetch={false} className="button">
          To the front page
        </Link>
      </section>
    </Frame>
  )
}
