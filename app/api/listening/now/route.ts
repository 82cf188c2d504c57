import { refuseMethod } from '@/lib/http/handlers'
import { respondWithResult } from '@/lib/http/json'
import { readForHandler } from '@/lib/session/read-for-handler'
import { readNowPlaying } from '@/lib/spotify/listening'

export async function GET(request: Request) {
  return respondWithResult(await readForHandler(request, async (api) => ({ nowPlaying: await readNowPlaying(api) })))
}

export const HEAD = refuseMethod('GET')
