import type { ReactNode } from 'react'
import { Portrait } from './portrait'
import { toDistance, toMoment } from './words'

export type BackstagePassProps = {
  viewer: { id: string; name: string | null; pictureUrl: string | null }
  sinceMs: number
  untilMs: number
  nowMs: number
  grants: { grants: string; use: string }[]
}

/** The session as a pass: who, since when, until when, and what it opens. Paper in both themes. */
export function BackstagePass({ viewer, sinceMs, untilMs, nowMs, grants }: BackstagePassProps) {
  return (
    <section
      aria-labelledby="pass"
      className="overflow-hidden rounded-small border border-tag-ink/30 bg-tag text-tag-ink"
    >
      <div className="flex flex-col items-center bg-night px-6 pt-4 pb-5 text-paper">
        <span aria-hidden="true" className="mb-4 h-3 w-16 rounded-small border border-paper-soft/60 bg-page" />
        <p className="font-display text-2xl font-bold tracking-[0.2em] text-lamp uppercase">Backstage</p>
      </div>
      <div className="flex flex-col gap-5 p-6 sm:flex-row sm:items-start">
        <Portrait pictureUrl={viewer.pictureUrl} name={viewer.name} />
        <div className="min-w-0">
          <h2 id="pass" dir="auto" className="text-3xl break-words">
            {viewer.name ?? 'Signed in'}
          </h2>
          <p className="break-all">{viewer.id}</p>
        </div>
      </div>
      <dl className="grid gap-5 border-t-2 border-dashed border-tag-ink/40 p-6">
        <Entry label="Signed in since">
          <Moment ms={sinceMs} nowMs={nowMs} />
        </Entry>
        <Entry label="Valid until">
          <Moment ms={untilMs} nowMs={nowMs} />
          <p className="mt-1 text-sm">
            Spotify’s permission lasts six months; sign in again at any time to start anew.
          </p>
        </Entry>
        <Entry label="What it opens">
          <ul className="flex flex-col gap-1">
            <li>See your public profile</li>
            {grants.map(({ grants: words, use }) => (
              <li key={words}>
                {words}
                <span className="block text-base">For: {use}</span>
              </li>
            ))}
          </ul>
        </Entry>
      </dl>
    </section>
  )
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-0.5 text-sm font-semibold">{label}</dt>
      <dd className="text-lg">{children}</dd>
    </div>
  )
}

function Moment({ ms, nowMs }: { ms: number; nowMs: number }) {
  return (
    <>
      <time dateTime={new Date(ms).toISOString()} className="block font-semibold">
        {toMoment(ms)}
      </time>
      <span className="text-base">{toDistance(ms, nowMs)}</span>
    </>
  )
}
