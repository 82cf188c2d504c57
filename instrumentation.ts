import type { Instrumentation } from 'next'
import { log } from '@/lib/http/failures'
import { fixedHeaders } from '@/lib/http/security-headers'

export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { config, isProduction } = await import('@/lib/config/server')
  const { logConfiguration } = await import('@/lib/config/report')
  logConfiguration()
  const { closeConnectionsOnShutdown } = await import('@/lib/http/shutdown')
  closeConnectionsOnShutdown()
  const { dropBodyWarnings, guardServer } = await import('@/lib/http/request-guard')
  dropBodyWarnings()
  // Protocol upgrades are allowed in development, because Next uses a WebSocket to update the page after an edit.
  guardServer(fixedHeaders(config()?.appUrl), Number(process.env.PORT), !isProduction())
}

/** Logs an uncaught error's name and the reference that the visitor sees. Next also logs the whole error, including its message. */
export const onRequestError: Instrumentation.onRequestError = (error, { method }, { routePath }) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  log('error', {
    code: 'unexpected',
    address: routePath,
    detail: `${method} ${error instanceof Error ? error.name : 'no error'}`,
    reference: typeof digest === 'string' ? digest : undefined,
  })
}
