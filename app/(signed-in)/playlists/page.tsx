import { Suspense } from 'react'
import { requireSession, spotify } from '@/lib/session/server'
import { readPlaylists } from '@/lib/spotify/playlists'

export default async function PlaylistsPage() {
  await requireSession('/playlists')
  return (
    <main>
      <h1>Playlists</h1>
      <Suspense fallback={<p>wait</p>}>
        <List />
      </Suspense>
    </main>
  )
}
async function List() {
  const page = await readPlaylists(await spotify('/playlists'), { limit: 50, offset: 0 })
  return (
    <ul>
      {page.items.map((p) => (
        <li key={p.id}>{p.name}</li>
      ))}
    </ul>
  )
}
