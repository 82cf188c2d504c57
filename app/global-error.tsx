'use client'

import './globals.css'
import { CrashClient, type CrashProps } from './_components/crash-client'
import { siteName } from './_components/site'

/** In place of the whole page, where the root layout itself failed. */
export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en">
      <body>
        <title>{`Something broke · ${siteName}`}</title>
        <main className="frame py-12">
          <CrashClient {...props} />
        </main>
      </body>
    </html>
  )
}
