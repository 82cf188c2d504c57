import { type Answer, asFields, type Fields, itemsOf, states, told } from './spotify.ts'

/** Calls a Web API path under `/v1` with the operator's access token. */
export type Api = (path: string, method?: string, body?: Fields) => Promise<Answer>

export type Playlists = { rows: Fields[]; own: string | undefined; others: string | undefined }

export async function findPlaylists(api: Api): Promise<Playlists> {
  const { id } = (await api('/me')).fields
  const rows = itemsOf((await api('/me/playlists?limit=50')).fields)
  const idOf = (row: Fields | undefined) => (typeof row?.id === 'string' ? row.id : undefined)
  const isOwn = (row: Fields) => asFields(row.owner).id === id
  return {
    rows,
    own: idOf(rows.find((row) => isOwn(row) && countOf(row) !== 0)),
    others: idOf(rows.find((row) => typeof row.id === 'string' && !isOwn(row) && row.collaborative === false)),
  }
}

const countOf = (row: Fields) => asFields(row.items ?? row.tracks).total

/** Question 2: which fields contain a playlist's items, and which users can read the items? */
export async function aboutContents(api: Api, { rows, own, others }: Playlists): Promise<string[]> {
  const [row = {}] = rows.filter(({ id }) => id !== undefined)
  const lines = [`In the playlist list: ${states(row, ['items', 'tracks'])}`]
  if (own === undefined) lines.push('None of your own playlists in the list has items.')
  else lines.push(...(await contentsOf(api, 'Your own playlist', own)))
  if (others === undefined) lines.push('The list contains no playlist owned by another user.')
  else lines.push(...(await contentsOf(api, "Another user's playlist", others)))
  return lines
}

async function contentsOf(api: Api, whose: string, id: string): Promise<string[]> {
  const whole = await api(`/playlists/${id}`)
  const items = await api(`/playlists/${id}/items?limit=1`)
  const [entry] = itemsOf(items.fields)
  const tracks = await api(`/playlists/${id}/tracks?limit=1`)
  return [
    `${whose}: ${told(whole, ['items', 'tracks'])}`,
    `Its \`/items\`: ${items.says}${entry ? `, an entry has ${states(entry, ['item', 'track'])}` : ''}`,
    `Its \`/tracks\`: ${tracks.says}`,
  ]
}

/** Question 3: are removed fields absent from the responses, or are they null? */
export async function aboutRemovedFields(api: Api, { rows, own }: Playlists): Promise<string[]> {
  const me = await api('/me')
  const entries = own === undefined ? [] : itemsOf((await api(`/playlists/${own}/items?limit=1`)).fields)
  const track = asFields(entries[0]?.item ?? entries[0]?.track)
  const lines = [
    `\`/me\`: ${told(me, ['account_id', 'country', 'email', 'explicit_content', 'followers', 'product'])}`,
    `A playlist in the list: ${states(rows.find(({ id }) => id !== undefined) ?? {}, ['tracks', 'primary_color'])}`,
  ]
  if (track.type !== 'track') return lines
  const names = ['available_markets', 'external_ids', 'linked_from', 'popularity', 'preview_url']
  return [...lines, `A track: ${states(track, names)}`]
}

/** Question 9: which paging fields does a response with recently played tracks contain? */
export async function aboutRecentlyPlayed(api: Api): Promise<string> {
  const played = await api('/me/player/recently-played?limit=1')
  return `Recently played: ${told(played, ['cursors', 'total', 'next', 'limit', 'href'])}`
}
