import { refuseMethod } from '@/lib/http/handlers'
import { readPageParams, respondWithResult } from '@/lib/http/json'
import { readForHandler } from '@/lib/session/read-for-handler'
import { readPlaylistItems } from '@/lib/spotify/playlists'

export async function GET(request: Request, { params }: RouteContext<'/api/playlists/[id]/items'>) {
  const page = readPageParams(request)
  if (page instanceof Response) return page
  const { id } = await params
  return respondWithResult(await readForHandler(request, (api) => readPlaylistItems(api, id, page)))
}

export const HEAD = refuseMethod('GET')
