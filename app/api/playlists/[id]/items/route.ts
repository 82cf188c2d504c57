import type { NextRequest } from 'next/server'
import { answerFailure, answerReading } from '@/lib/respond'
import { withSpotify } from '@/lib/session/server'
import { parseSlice } from '@/lib/slice'
import { readPlaylistItems } from '@/lib/spotify/playlists'

export async function GET(request: NextRequest, { params }: RouteContext<'/api/playlists/[id]/items'>) {
  const query = parseSlice(request.nextUrl.searchParams)
  if ('bad' in query) return answerFailure('invalid_request', { message: query.message })
  const { id } = await params
  const reading = await withSpotify((api) => readPlaylistItems(api, id, query.slice), request.signal)
  return answerReading(reading, '/api/playlists/ID/items')
}
