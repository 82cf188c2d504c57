import './globals.css'
import { connection } from 'next/server'

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  // Each page carries a nonce, so none can be made at build time.
  await connection()
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
