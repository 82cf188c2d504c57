'use client'

import './globals.css'
import { CrashClient, type CrashProps } from './_components/crash-client'

/** In place of the whole page, where the root layout itself failed. */
export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Stagedoor</title>
        <main className="frame py-12">
          <CrashClient {...props} />
        </main>
      </body>
    </html>
  )
}
