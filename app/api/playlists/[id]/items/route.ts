import type { NextRequest } from 'next/server'
import { answerReading, refuse, refuseMethod, refuseRepeated } from '@/lib/respond'
import { readForHandler } from '@/lib/session/server'
import { parseSlice } from '@/lib/slice'
import { readPlaylistItems } from '@/lib/spotify/playlists'

export async function GET(request: NextRequest, { params }: RouteContext<'/api/playlists/[id]/items'>) {
  const refused = refuseRepeated(request, ['limit', 'offset'])
  if (refused) return refused
  const query = parseSlice(request.nextUrl.searchParams)
  if ('bad' in query) return refuse(request, 'invalid_request', query.message)
  const { id } = await params
  return answerReading(await readForHandler(request, (api) => readPlaylistItems(api, id, query.slice)))
}

export const HEAD = refuseMethod('GET')
