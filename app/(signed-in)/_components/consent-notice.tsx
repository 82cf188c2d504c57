import { formatDate } from '@/lib/format'
import { startLoginPath } from '@/lib/urls'

export type ConsentNoticeProps = { endsAtMs: number; isExact: boolean }

/** In the last month of the six that Spotify gives. Asking again at Spotify starts them anew. */
export function ConsentNotice({ endsAtMs, isExact }: ConsentNoticeProps) {
  return (
    <section
      aria-label="Your permission ends soon"
      className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border border-lamp bg-panel p-4"
    >
      <p>
        <strong className="font-semibold">
          Your permission at Spotify ends on {formatDate(new Date(endsAtMs).toISOString())}
          {isExact ? '' : ' at the latest'}.
        </strong>{' '}
        Six months is the longest that Spotify allows.
      </p>
      <a href={startLoginPath({ returnTo: '/account', renew: '1' })} className="button-quiet">
        Renew it
      </a>
    </section>
  )
}
