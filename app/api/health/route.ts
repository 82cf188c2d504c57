import { readEnvironment } from '@/lib/config/server'
import { answer } from '@/lib/respond'
import { sessionContext } from '@/lib/session/server'

/** For the host's health check: names of settings, never a value, and no call to Spotify. */
export function GET() {
  const environment = readEnvironment()
  return answer({
    status: 'ok',
    configured: environment.kind === 'ready',
    redis: redisState(),
    problems: environment.kind === 'broken' ? environment.problems.map(({ variable }) => variable) : [],
  })
}

function redisState(): 'not configured' | 'reachable' | 'away' {
  const store = sessionContext()?.store
  if (!store) return 'not configured'
  return store.isReachable() ? 'reachable' : 'away'
}
