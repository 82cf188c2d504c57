import type { Metadata } from 'next'
import { Logo } from '@/app/_components/theme/logo'
import { homePath } from '@/lib/urls'
import { siteName } from './site'

export const metadata: Metadata = { title: 'Nothing here' }

/** Next renders this into every page, in case that is not found (16.4.6): so it is small, asks for nothing and brings no script. */
export default function NotFound() {
  return (
    <>
      <header className="night bg-page font-display">
        <p className="frame">
          <a href={homePath} className="inline-flex min-h-16 items-center gap-3 text-xl font-extrabold tracking-tight">
            <Logo />
            {siteName}
          </a>
        </p>
      </header>
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        <section className="notice">
          <h1 className="mb-3 text-3xl">No door here</h1>
          <p className="mb-6">There is no page under this address. It may have been mistyped, or has moved.</p>
          <a href={homePath} className="button">
            To the front page
          </a>
        </section>
      </main>
      <footer className="border-t border-line font-display text-sm text-soft">
        <p className="frame py-5">Made for Spotify, not by Spotify.</p>
      </footer>
    </>
  )
}
