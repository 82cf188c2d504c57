import { refuseMethod } from '@/lib/http/handlers'
import { readPageParams, respondWithResult } from '@/lib/http/json'
import { readForHandler } from '@/lib/session/read-for-handler'
import { readPlaylists } from '@/lib/spotify/playlists'

export async function GET(request: Request) {
  const page = readPageParams(request)
  if (page instanceof Response) return page
  return respondWithResult(await readForHandler(request, (api) => readPlaylists(api, page)))
}

export const HEAD = refuseMethod('GET')
