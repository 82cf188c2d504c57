import type { Metadata } from 'next'
import { PageHeader } from '@/app/_components/layout/page-header'
import { Avatar } from '@/app/_components/ui/avatar'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { AccountActions } from './_components/account-actions'
import { SessionDetails } from './_components/session-details'

export const metadata: Metadata = { title: 'Your account' }

export default function AccountPage() {
  return (
    <SignedInPage>
      {(session) => (
        <>
          <PageHeader title="Your account">Your session on this site, and how to renew or end it.</PageHeader>
          <div className="two-columns pt-8">
            <section aria-labelledby="session" className="rounded-small border border-line bg-panel">
              <div className="flex flex-col gap-5 p-6 sm:flex-row sm:items-center">
                <Avatar pictureUrl={session.viewer.pictureUrl} name={session.viewer.name} />
                <div className="min-w-0">
                  <h2 id="session" className="text-3xl break-words">
                    {session.viewer.name ? <bdi>{session.viewer.name}</bdi> : 'Signed in'}
                  </h2>
                  <p className="break-all">{session.viewer.id}</p>
                </div>
              </div>
              <SessionDetails session={session} />
            </section>
            <AccountActions />
          </div>
        </>
      )}
    </SignedInPage>
  )
}
