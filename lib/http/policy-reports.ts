import { z } from 'zod'
import { parseJson } from '@/lib/spotify/body'

/** What the content security policy blocked: on which page, by which directive and from where. */
export type Violation = { address: string; detail: string }

type Report = { page: string; directive: string; blocked: string; source: string }

const text = z.string().catch('')

/** As sent to `report-uri` (Content Security Policy Level 3, section 5.3). */
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

/** As sent to `report-to`, in lists (section 5.4). */
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

/** Whether a content type is one of the two that browsers send. */
export const isReportType = (type: string | null): boolean => isReport(type?.trim().toLowerCase() ?? '')

/** The violations on our own pages, or `null` if the body isn't a report. Anyone can send one. */
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

/** Browser extensions add their own scripts to pages. */
const isExtension = (address: string) => /^[a-z-]+-extension\b/.test(address)

/** A keyword like `inline`, or an origin without path and query, which could hold anything. */
function toSource(blocked: string): string {
  if (isWord(blocked)) return blocked
  const { origin = 'null' } = URL.parse(blocked) ?? {}
  return origin === 'null' || origin.length > 100 ? 'unknown' : origin
}

/** Allows `count` in a minute, for all callers together. */
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
    /** As many of these items as the limit still allows. */
    take<Item>(items: Item[]): Item[] {
      const passed = items.slice(0, Math.max(0, left()))
      taken += passed.length
      return passed
    },
  }
}
