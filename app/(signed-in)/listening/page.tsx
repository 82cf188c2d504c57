import type { Metadata } from 'next'
import { PageHeader } from '@/app/_components/layout/page-header'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { Listening } from './_components/listening'
import { parseRange } from './_components/time-range'

export const metadata: Metadata = { title: 'Your listening' }

export default async function ListeningPage({ searchParams }: PageProps<'/listening'>) {
  const range = parseRange((await searchParams).range)
  return (
    <SignedInPage>
      {(session) => (
        <>
          <PageHeader title="Your listening">
            What you are playing on Spotify, what you played recently, and what you play most.
          </PageHeader>
          <Listening range={range} session={session} />
        </>
      )}
    </SignedInPage>
  )
}
