import type { NextRequest } from 'next/server'
import { answerFailure, answerReading, refuseMethod } from '@/lib/respond'
import { readForHandler } from '@/lib/session/server'
import { parseSlice } from '@/lib/slice'
import { readPlaylists } from '@/lib/spotify/playlists'

export async function GET(request: NextRequest) {
  const query = parseSlice(request.nextUrl.searchParams)
  if ('bad' in query) return answerFailure('invalid_request', { message: query.message })
  return answerReading(await readForHandler(request, (api) => readPlaylists(api, query.slice)))
}

export const HEAD = refuseMethod('GET')
