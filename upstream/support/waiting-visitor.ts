import { setTimeout as pause } from 'node:timers/promises'
import { Visitor } from '../../tests/support/visitor.ts'

/**
 * A visitor that follows the redirect after a refused refresh only once another response has set a new session cookie. On a busy
 * machine, this response can take longer than the app waits before it redirects.
 */
export class WaitingVisitor extends Visitor {
  override async send(...request: Parameters<Visitor['send']>) {
    const before = this.cookies.get('session')
    const answer = await super.send(...request)
    if (!answer.location?.includes('refused=')) return answer
    for (let tries = 0; tries < 3_000; tries++) {
      if (this.cookies.get('session') !== before) return answer
      await pause(20)
    }
    throw new Error('The refresh was refused, and no other response set a new session cookie')
  }
}
