import type { NextRequest } from 'next/server'
import { parsePageParams } from '@/lib/http/page-params'
import { refuse, refuseMethod, refuseRepeated, respondWithResult } from '@/lib/http/responses'
import { readForHandler } from '@/lib/session/read-for-handler'
import { readPlaylists } from '@/lib/spotify/playlists'

export async function GET(request: NextRequest) {
  const refused = refuseRepeated(request, ['limit', 'offset'])
  if (refused) return refused
  const query = parsePageParams(request.nextUrl.searchParams)
  if ('invalid' in query) return refuse(request, 'invalid_request', query.message)
  return respondWithResult(await readForHandler(request, (api) => readPlaylists(api, query.page)))
}

export const HEAD = refuseMethod('GET')
