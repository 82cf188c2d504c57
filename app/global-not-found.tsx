import type { Metadata } from 'next'
import { homePath } from '@/lib/session/pages'
import PublicLayout from './(public)/layout'
import RootLayout, { generateMetadata as rootMetadata, viewport as rootViewport } from './layout'
import { siteName } from './site'

export const viewport = rootViewport

export const generateMetadata = async (): Promise<Metadata> => ({
  ...(await rootMetadata()),
  title: `Page not found · ${siteName}`,
})

/** Shown for an unknown URL. */
export default function GlobalNotFound() {
  return (
    <RootLayout>
      <PublicLayout>
        <section className="notice">
          <h1>Page not found</h1>
          <p>There is no page at this address. It may have a typo, or the page may have moved.</p>
          <p className="buttons">
            <a href={homePath} className="button">
              Back to home
            </a>
          </p>
        </section>
      </PublicLayout>
    </RootLayout>
  )
}
