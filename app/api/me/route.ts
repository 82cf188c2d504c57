import { refuseMethod } from '@/lib/http/handlers'
import { respondWithResult } from '@/lib/http/json'
import { readForHandler } from '@/lib/session/read-for-handler'
import { readProfile } from '@/lib/spotify/profile'

export async function GET(request: Request) {
  return respondWithResult(await readForHandler(request, readProfile))
}

export const HEAD = refuseMethod('GET')
