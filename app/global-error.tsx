'use client'

import './globals.css'
import { lazy, Suspense } from 'react'
import type { UnexpectedErrorProps } from '@/app/_components/errors/unexpected-error'
import { siteName } from './site'

/** Next includes `global-error.tsx` in every page, so the code of the error page loads only when an error occurs. */
const UnexpectedError = lazy(() =>
  import('@/app/_components/errors/unexpected-error').then(
    ({ UnexpectedError }) => ({ default: UnexpectedError }),
    () => ({ default: PlainError }),
  ),
)

/** Shown if the code of the error page can't be loaded. */
const PlainError = () => <a href="/">Something went wrong. Back to home</a>

/**
 * Replaces the whole page if a component throws an error. There is no `error.tsx`, because it would add 400 bytes to every
 * page.
 */
export default function GlobalError(props: UnexpectedErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>{`Something went wrong · ${siteName}`}</title>
        <main className="frame py-12">
          <Suspense>
            <UnexpectedError {...props} />
          </Suspense>
        </main>
      </body>
    </html>
  )
}
