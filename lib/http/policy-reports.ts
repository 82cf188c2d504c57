import { z } from 'zod'
import { parseJson } from '@/lib/spotify/response'

/** One violation of the content security policy: the page, the directive and the source that was blocked. */
export type Violation = { address: string; detail: string }

type Report = { page: string; directive: string; blocked: string; source: string }

const text = z.string().catch('')

/** Format of a report sent to `report-uri` (Content Security Policy Level 3, section 5.3). */
const singleReport = z
  .object({
    'csp-report': z.object({
      'document-uri': text,
      'effective-directive': text,
      'blocked-uri': text,
      'source-file': text,
    }),
  })
  .transform(
    ({ 'csp-report': report }): Report => ({
      page: report['document-uri'],
      directive: report['effective-directive'],
      blocked: report['blocked-uri'],
      source: report['source-file'],
    }),
  )

/** Format of a report sent to `report-to`, as an item of a list (section 5.4). */
const listedReport = z
  .object({
    type: z.literal('csp-violation'),
    body: z.object({ documentURL: text, effectiveDirective: text, blockedURL: text, sourceFile: text }),
  })
  .transform(
    ({ body }): Report => ({
      page: body.documentURL,
      directive: body.effectiveDirective,
      blocked: body.blockedURL,
      source: body.sourceFile,
    }),
  )

const isReport = (type: string) => /^application\/(?:csp-report|reports\+json)(?:;|$)/.test(type)

/** Whether the content type is one of the two that browsers use for reports. */
export const isReportType = (type: string | null): boolean => isReport(type?.trim().toLowerCase() ?? '')

/** Returns the violations on our own pages, or `null` if the body isn't a report. Reports are untrusted: anyone can send one. */
export function readReport(body: string, appUrl: string): Violation[] | null {
  const parsed = parseJson(body)
  const reports = Array.isArray(parsed)
    ? parsed.flatMap((each) => listedReport.safeParse(each).data ?? [])
    : singleReport.safeParse(parsed).data
  if (!reports) return null
  return [reports].flat().flatMap((each) => toViolation(each, appUrl) ?? [])
}

function toViolation({ page, directive, blocked, source }: Report, appUrl: string): Violation | null {
  const url = URL.parse(page)
  if (url?.origin !== appUrl || !isWord(directive) || isExtension(blocked) || isExtension(source)) return null
  const address = /^\/[\w/-]{0,80}$/.test(url.pathname) ? url.pathname : 'unusual path'
  return { address, detail: `${directive} blocked ${toSource(blocked)}` }
}

const isWord = (value: string) => /^[a-z-]{1,40}$/.test(value)

/** Whether an address belongs to a browser extension, since extensions add their own scripts to pages. */
const isExtension = (address: string) => /^[a-z-]+-extension\b/.test(address)

/** Returns a keyword like `inline`, or the origin only, because path and query may contain anything. */
function toSource(blocked: string): string {
  if (isWord(blocked)) return blocked
  const { origin = 'null' } = URL.parse(blocked) ?? {}
  return origin === 'null' || origin.length > 100 ? 'unknown' : origin
}

/** Returns a limit of `count` items per minute, shared by all callers. */
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
    /** Returns as many of these items as the limit allows. */
    take<Item>(items: Item[]): Item[] {
      const passed = items.slice(0, Math.max(0, left()))
      taken += passed.length
      return passed
    },
  }
}
