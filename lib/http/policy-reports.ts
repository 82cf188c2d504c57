import { z } from 'zod'
import { parseJson } from '@/lib/spotify/response'
import { log, withoutIds } from './failures'

/** A content security policy violation. `address` is the page's path, and `detail` names the directive and the blocked source. */
export type Violation = { address: string; detail: string }

const text = z.string().catch('')
const report = z.record(z.string(), z.unknown())
/** The format of a report sent to the `report-uri` address (Content Security Policy Level 3, section 5.3). */
const singleReport = z.object({ 'csp-report': report })
/** The format of each report in a list sent to the `report-to` endpoint (Content Security Policy Level 3, section 5). */
const listedReport = z.object({ type: z.literal('csp-violation'), body: report })

/** Whether browsers send violation reports with this content type. */
export const isReportType = (type: string | null): boolean =>
  /^application\/(?:csp-report|reports\+json)(?:;|$)/i.test(type?.trim() ?? '')

/**
 * Returns the reported violations on this app's pages, or `null` if the body isn't a report. Reports are untrusted, because anyone
 * can send one.
 */
export function readReport(body: string, appUrl: string): Violation[] | null {
  const parsed = parseJson(body)
  if (Array.isArray(parsed))
    return parsed.flatMap((each) => toViolations(listedReport.safeParse(each).data?.body ?? {}, appUrl))
  const single = singleReport.safeParse(parsed).data
  return single ? toViolations(single['csp-report'], appUrl) : null
}

/**
 * Returns a list that contains the reported violation. The list is empty if the report is invalid, if the page belongs to a
 * different site, or if a browser extension caused the violation.
 */
function toViolations(fields: z.output<typeof report>, appUrl: string): Violation[] {
  /** Returns a field of the report. The two report formats use different names for the same fields. */
  const read = (single: string, listed: string) => text.parse(fields[single] ?? fields[listed])
  const url = URL.parse(read('document-uri', 'documentURL'))
  const directive = read('effective-directive', 'effectiveDirective')
  const blocked = read('blocked-uri', 'blockedURL')
  const source = read('source-file', 'sourceFile')
  if (url?.origin !== appUrl || !isWord(directive) || isExtension(blocked) || isExtension(source)) return []
  const address = /^\/[\w/-]{0,80}$/.test(url.pathname) ? url.pathname : 'unusual path'
  return [{ address, detail: `${directive} blocked ${toSource(blocked)}` }]
}

const isWord = (value: string) => /^[a-z-]{1,40}$/.test(value)

/**
 * Whether a URL belongs to a browser extension. Scripts that extensions add to pages can cause violations that aren't the app's
 * fault.
 */
const isExtension = (address: string) => /^[a-z-]+-extension\b/.test(address)

/**
 * Returns a keyword like `inline` unchanged. For a URL, returns only the origin, because the path and query may contain private
 * data.
 */
function toSource(blocked: string): string {
  if (isWord(blocked)) return blocked
  const { origin = 'null' } = URL.parse(blocked) ?? {}
  return origin === 'null' || origin.length > 100 ? 'unknown' : origin
}

/** Logs a content security policy violation that a browser reported. */
export function logViolation({ address, detail }: { address: string; detail: string }): void {
  log('warn', { code: 'policy', address: withoutIds(address), detail })
}

/** Returns a limiter that accepts at most `count` items per minute from all callers together. */
export function createLimit(count: number, now: () => number) {
  let minute = 0
  let taken = 0
  const left = () => {
    const current = Math.floor(now() / 60_000)
    if (current !== minute) [minute, taken] = [current, 0]
    return count - taken
  }
  return {
    isSpent: () => left() <= 0,
    /** Returns as many of the items as the limit still allows, and counts these items against the limit. */
    take<Item>(items: Item[]): Item[] {
      const passed = items.slice(0, Math.max(0, left()))
      taken += passed.length
      return passed
    },
  }
}
