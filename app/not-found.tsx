import type { Metadata } from 'next'
import { Logo } from '@/app/_components/theme/logo'
import { homePath } from '@/lib/session/pages'
import { siteName } from './site'

export const metadata: Metadata = { title: 'Page not found' }

/**
 * Shown for an unknown URL. Next (16.4.6) includes this component in every page's HTML, so it must be small, read no data and need
 * no JavaScript.
 */
export default function NotFound() {
  return (
    <>
      <header className="night bg-page font-display **:focus-visible:-outline-offset-3">
        <p className="frame">
          <a href={homePath} className="inline-flex min-h-16 items-center gap-3 text-xl font-extrabold tracking-tight">
            <Logo />
            {siteName}
          </a>
        </p>
      </header>
      <main id="content" tabIndex={-1} className="frame flex-1 py-8 outline-none sm:py-12">
        <section className="notice">
          <h1 className="mb-3 text-3xl">Page not found</h1>
          <p className="mb-6">There is no page at this address. It may have a typo, or the page may have moved.</p>
          <a href={homePath} className="button">
            Back to home
          </a>
        </section>
      </main>
      <footer className="border-t border-line font-display text-sm text-soft">
        <p className="frame py-5">Made for Spotify, not by Spotify.</p>
      </footer>
    </>
  )
}
