import { readSession } from '@/lib/session/server'

export default async function HomePage() {
  const session = await readSession()
  return (
    <main>
      <h1>Stagedoor</h1>
      <p>{session?.viewer.name}</p>
      <a href="/api/auth/login?returnTo=/playlists">Sign in</a>
    </main>
  )
}
