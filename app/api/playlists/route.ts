import type { NextRequest } from 'next/server'
import { answerFailure, answerReading } from '@/lib/respond'
import { withSpotify } from '@/lib/session/server'
import { parseSlice } from '@/lib/slice'
import { readPlaylists } from '@/lib/spotify/playlists'

export async function GET(request: NextRequest) {
  const query = parseSlice(request.nextUrl.searchParams)
  if ('bad' in query) return answerFailure('invalid_request', { message: query.message })
  const reading = await withSpotify((api) => readPlaylists(api, query.slice), request.signal)
  return answerReading(reading, '/api/playlists')
}
