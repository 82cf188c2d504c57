import type { Api } from './about-shapes.ts'
import { asFields, type Fields, itemsOf } from './spotify.ts'

/**
 * Question 4: does `PUT /me/library` accept URIs in the query, in the body or in both, and does it accept artists? Undoes all
 * changes.
 */
export async function aboutLibrary(api: Api, playlist: string | undefined): Promise<string[]> {
  const contents = playlist === undefined ? {} : (await api(`/playlists/${playlist}/items?limit=50`)).fields
  const tracks = itemsOf(contents).map((entry) => asFields(entry.item ?? entry.track))
  const artists = tracks.flatMap(({ artists }) => (Array.isArray(artists) ? artists.map(asFields) : []))
  return [...(await aboutKind(api, 'track', tracks)), ...(await aboutKind(api, 'artist', artists))]
}

async function aboutKind(api: Api, kind: 'track' | 'artist', candidates: Fields[]): Promise<string[]> {
  const uri = await findUnsaved(api, kind, candidates)
  if (uri === undefined) return [`Could not find a ${kind} to save temporarily.`]
  const address = `/me/library?uris=${encodeURIComponent(uri)}`
  const byQuery = await api(address, 'PUT')
  const savedByQuery = await isSaved(api, uri)
  const removed = await api(address, 'DELETE')
  const byBody = await api('/me/library', 'PUT', { uris: [uri] })
  const savedByBody = await isSaved(api, uri)
  if (savedByBody) await api(address, 'DELETE')
  return [
    `A ${kind} in the query: ${byQuery.says}, then ${words(savedByQuery)}`,
    `A ${kind} in a body: ${byBody.says}, then ${words(savedByBody)}`,
    `Removed again: ${removed.says}, then ${words(await isSaved(api, uri))}`,
  ]
}

/** Checks up to five candidates and returns the URI of the first one that the operator has not saved. */
async function findUnsaved(api: Api, kind: string, candidates: Fields[]): Promise<string | undefined> {
  const uris = candidates.map(({ uri }) => String(uri)).filter((uri) => uri.startsWith(`spotify:${kind}:`))
  for (const uri of new Set(uris.slice(0, 5))) if ((await isSaved(api, uri)) === false) return uri
  return undefined
}

/** Returns whether the operator has saved the item, or `null` if Spotify's response does not say. */
async function isSaved(api: Api, uri: string): Promise<boolean | null> {
  const [answer] = (await api(`/me/library/contains?uris=${encodeURIComponent(uri)}`)).list
  return typeof answer === 'boolean' ? answer : null
}

function words(isIn: boolean | null): string {
  if (isIn === null) return 'unknown whether saved'
  return isIn ? 'saved' : 'not saved'
}
