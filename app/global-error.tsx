'use client'

import './globals.css'
import { Crash, type CrashProps } from '@/app/_components/errors/crash'
import { siteName } from './site'

/** In place of the whole page, where the root layout itself failed. */
export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en">
      <body>
        <title>{`Something broke · ${siteName}`}</title>
        <main className="frame py-12">
          <Crash {...props} />
        </main>
      </body>
    </html>
  )
}
