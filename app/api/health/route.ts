import { configResult } from '@/lib/config/server'
import { respond } from '@/lib/http/json'
import { sessionContext } from '@/lib/session/server'

/**
 * Responds to your hosting provider's health checks. Lists the names of invalid settings but never their values, and doesn't call
 * Spotify.
 */
export async function GET() {
  const { config, problems } = configResult()
  return respond({
    status: 'ok',
    configured: config !== null,
    redis: await redisState(),
    problems: problems.map(({ variable }) => variable),
  })
}

async function redisState(): Promise<'not configured' | 'reachable' | 'away'> {
  const { isRedisReachable } = sessionContext() ?? {}
  if (!isRedisReachable) return 'not configured'
  return (await isRedisReachable()) ? 'reachable' : 'away'
}
