import { formatDate } from '@/lib/format'
import { startLoginPath } from '@/lib/urls'

export type ConsentNoticeProps = { endsAtMs: number; isExact: boolean }

/** Shown in the last month before Spotify access expires. A new consent restarts the six-month period. */
export function ConsentNotice({ endsAtMs, isExact }: ConsentNoticeProps) {
  return (
    <section
      aria-label="Your Spotify access expires soon"
      className="mb-12 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border border-lamp bg-panel p-4 sm:mb-16"
    >
      <p>
        <strong className="font-semibold">
          Your Spotify access expires on {formatDate(new Date(endsAtMs).toISOString())}
          {isExact ? '' : ' at the latest'}.
        </strong>{' '}
        Spotify limits access to six months.
      </p>
      <a href={startLoginPath({ returnTo: '/account', renew: '1' })} className="button-quiet">
        Renew access
      </a>
    </section>
  )
}
