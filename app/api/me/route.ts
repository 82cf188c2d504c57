import { answerReading } from '@/lib/respond'
import { withSpotify } from '@/lib/session/server'
import { readProfile } from '@/lib/spotify/profile'

export async function GET(request: Request) {
  return answerReading(await withSpotify(readProfile, request.signal), '/api/me')
}
