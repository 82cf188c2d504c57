import { readEnvironment } from '@/lib/config/server'
import { respond } from '@/lib/http/responses'
import { sessionContext } from '@/lib/session/server'

/** For the host's health check. Names settings, never their values, and doesn't call Spotify. */
export async function GET() {
  const environment = readEnvironment()
  return respond({
    status: 'ok',
    configured: environment.kind === 'ready',
    redis: await redisState(),
    problems: environment.kind === 'broken' ? environment.problems.map(({ variable }) => variable) : [],
  })
}

async function redisState(): Promise<'not configured' | 'reachable' | 'away'> {
  const store = sessionContext()?.store
  if (!store) return 'not configured'
  return (await store.isReachable()) ? 'reachable' : 'away'
}
