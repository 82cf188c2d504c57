import { createLimit, isReportType, logViolation, readReport } from '@/lib/http/policy-reports'
import { fixedHeaders } from '@/lib/http/security-headers'
import { sessionContext } from '@/lib/session/server'
import { readText } from '@/lib/spotify/response'

const maxBytes = 8_192
const lines = createLimit(20, Date.now)

/**
 * Logs the content security policy violations that browsers report. Anyone can send reports, so this handler limits how much it
 * reads and logs, and it stores nothing.
 */
export async function POST(request: Request) {
  const appUrl = sessionContext()?.config.appUrl
  const status = await receive(request, appUrl)
  // Closes the connection after an error, because the unread part of the body would delay the next request on that connection.
  const connection = status === 204 ? 'keep-alive' : 'close'
  return new Response(null, { status, headers: { ...fixedHeaders(appUrl), connection } })
}

async function receive({ body, headers }: Request, appUrl = ''): Promise<number> {
  if (!isReportType(headers.get('content-type'))) return 415
  if (lines.isSpent()) return 429
  const text = await readText({ body }, maxBytes).catch(() => null)
  if (text === null) return 413
  const violations = readReport(text, appUrl)
  if (!violations) return 400
  for (const violation of lines.take(violations)) logViolation(violation)
  return 204
}
