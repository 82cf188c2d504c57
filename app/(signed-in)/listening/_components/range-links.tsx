import Link from 'next/link'
import { listeningPagePath } from '@/lib/urls'
import { PendingMark } from './pending-indicator'
import { defaultRange, type RangeName, ranges } from './ranges'

export type RangeLinksProps = { range: RangeName }

/** Plain links, so that a range can be kept, sent and reached without script. */
export function RangeLinks({ range }: RangeLinksProps) {
  return (
    <nav
      aria-label="How far back your top artists and tracks go"
      className="flex flex-wrap items-center gap-x-2 font-display"
    >
      <p className="text-soft">Over the last</p>
      <ul role="list" className="flex flex-wrap gap-1">
        {(Object.keys(ranges) as RangeName[]).map((name) => (
          <li key={name}>
            <Link
              href={listeningPagePath(name === defaultRange ? undefined : name)}
              prefetch={false}
              scroll={false}
              aria-current={name === range ? 'page' : undefined}
              className="chip has-data-pending:cursor-progress has-data-pending:border-edge has-data-pending:bg-panel aria-[current]:bg-tag aria-[current]:text-tag-ink"
            >
              {ranges[name].words}
              <PendingMark />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
