'use client'

import './globals.css'
import { UnexpectedError, type UnexpectedErrorProps } from '@/app/_components/errors/unexpected-error'
import { siteName } from './site'

/** Replaces the whole page if the root layout throws an error. */
export default function GlobalError(props: UnexpectedErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>{`Something went wrong · ${siteName}`}</title>
        <main className="frame py-12">
          <UnexpectedError {...props} />
        </main>
      </body>
    </html>
  )
}
