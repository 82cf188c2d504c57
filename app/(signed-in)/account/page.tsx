import type { Metadata } from 'next'
import { PageHeader } from '@/app/_components/layout/page-header'
import { BackstagePass } from '@/app/_components/theme/backstage-pass'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { AccountActions } from './_components/account-actions'
import { SessionDetails } from './_components/session-details'

export const metadata: Metadata = { title: 'Your account' }

export default function AccountPage() {
  return (
    <SignedInPage>
      {(session) => (
        <>
          <PageHeader title="Your account">Your pass for this site, and how to renew or end it.</PageHeader>
          <div className="two-columns pt-8">
            <BackstagePass viewer={session.viewer}>
              <SessionDetails session={session} />
            </BackstagePass>
            <AccountActions />
          </div>
        </>
      )}
    </SignedInPage>
  )
}
