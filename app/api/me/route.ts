import { answerReading, refuseMethod } from '@/lib/respond'
import { readForHandler } from '@/lib/session/server'
import { readProfile } from '@/lib/spotify/profile'

export async function GET(request: Request) {
  return answerReading(await readForHandler(request, readProfile))
}

export const HEAD = refuseMethod('GET')
