import { readEnvironment } from '@/lib/config/server'
import { answer } from '@/lib/respond'

/** For the host's health check: names of settings, never a value, and no call to Spotify. */
export function GET() {
  const environment = readEnvironment()
  return answer({
    status: 'ok',
    configured: environment.kind === 'ready',
    problems: environment.kind === 'broken' ? environment.problems.map(({ variable }) => variable) : [],
  })
}
