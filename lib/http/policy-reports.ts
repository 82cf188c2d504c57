import { z } from 'zod'
import { parseJson } from '@/lib/spotify/body'

/** What the policy stopped: on which page, by which directive and from where. */
export type Violation = { address: string; detail: string }

type Told = { page: string; directive: string; stopped: string; source: string }

const text = z.string().catch('')

/** The form of `report-uri` (Content Security Policy Level 3, section 5.3). */
const single = z
  .object({
    'csp-report': z.object({
      'document-uri': text,
      'effective-directive': text,
      'blocked-uri': text,
      'source-file': text,
    }),
  })
  .transform(
    ({ 'csp-report': told }): Told => ({
      page: told['document-uri'],
      directive: told['effective-directive'],
      stopped: told['blocked-uri'],
      source: told['source-file'],
    }),
  )

/** The form of `report-to` (section 5.4), which comes in lists. */
const one = z
  .object({
    type: z.literal('csp-violation'),
    body: z.object({ documentURL: text, effectiveDirective: text, blockedURL: text, sourceFile: text }),
  })
  .transform(
    ({ body }): Told => ({
      page: body.documentURL,
      directive: body.effectiveDirective,
      stopped: body.blockedURL,
      source: body.sourceFile,
    }),
  )

const isReport = (type: string) => /^application\/(?:csp-report|reports\+json)(?:;|$)/.test(type)

/** Whether a content type is one of the two that browsers send. */
export const isReportType = (type: string | null): boolean => isReport(type?.trim().toLowerCase() ?? '')

/** What a report tells of our own pages, or `null` for text that is no report. Anybody may have written it. */
export function readReport(body: string, appUrl: string): Violation[] | null {
  const parsed = parseJson(body)
  const told = Array.isArray(parsed)
    ? parsed.flatMap((each) => one.safeParse(each).data ?? [])
    : single.safeParse(parsed).data
  if (!told) return null
  return [told].flat().flatMap((each) => toViolation(each, appUrl) ?? [])
}

function toViolation({ page, directive, stopped, source }: Told, appUrl: string): Violation | null {
  const url = URL.parse(page)
  if (url?.origin !== appUrl || !isWord(directive) || isExtension(stopped) || isExtension(source)) return null
  const address = /^\/[\w/-]{0,80}$/.test(url.pathname) ? url.pathname : 'an odd address'
  return { address, detail: `${directive} stopped ${toPlace(stopped)}` }
}

const isWord = (value: string) => /^[a-z-]{1,40}$/.test(value)

/** What a visitor's own browser adds to pages is no fault of theirs. */
const isExtension = (address: string) => /^[a-z-]+-extension\b/.test(address)

/** A word like `inline`, or an origin: a path or a query could hold anything. */
function toPlace(stopped: string): string {
  if (isWord(stopped)) return stopped
  const { origin = 'null' } = URL.parse(stopped) ?? {}
  return origin === 'null' || origin.length > 100 ? 'something' : origin
}

/** So many in a minute and no more, whoever asks. */
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
    /** As many of these as still may pass. */
    take<Item>(items: Item[]): Item[] {
      const passed = items.slice(0, Math.max(0, left()))
      taken += passed.length
      return passed
    },
  }
}
