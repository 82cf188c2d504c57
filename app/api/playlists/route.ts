import type { NextRequest } from 'next/server'
import { answerReading, refuse, refuseMethod, refuseRepeated } from '@/lib/respond'
import { readForHandler } from '@/lib/session/server'
import { parseSlice } from '@/lib/slice'
import { readPlaylists } from '@/lib/spotify/playlists'

export async function GET(request: NextRequest) {
  const refused = refuseRepeated(request, ['limit', 'offset'])
  if (refused) return refused
  const query = parseSlice(request.nextUrl.searchParams)
  if ('bad' in query) return refuse(request, 'invalid_request', query.message)
  return answerReading(await readForHandler(request, (api) => readPlaylists(api, query.slice)))
}

export const HEAD = refuseMethod('GET')
