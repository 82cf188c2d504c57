import type { ReactNode } from 'react'
import { Avatar } from '@/app/_components/ui/avatar'
import { siteName } from '@/app/site'
import type { Viewer } from '@/lib/session/session'
import { Logo } from './logo'

type BackstagePassProps = { viewer: Viewer; children: ReactNode }

/** A backstage pass: the visitor's name and picture, with the session details below. */
export function BackstagePass({ viewer, children }: BackstagePassProps) {
  return (
    <section aria-labelledby="pass" className="paper rounded-small border border-tag-ink/40 bg-tag font-display">
      <div className="night grid grid-cols-[1fr_auto_1fr] items-center bg-page px-6 py-5">
        <Logo />
        <span aria-hidden="true" className="h-3.5 w-16 rounded-small bg-paper" />
        <p className="text-right text-sm text-soft">{siteName}</p>
        <p className="col-span-3 mt-4 text-center text-2xl font-extrabold tracking-[0.15em] sm:text-3xl sm:tracking-[0.18em] text-lamp uppercase">
          Backstage
        </p>
      </div>
      <div className="flex flex-col gap-5 p-6 sm:flex-row sm:items-end">
        <Avatar pictureUrl={viewer.pictureUrl} name={viewer.name} />
        <div className="min-w-0">
          <h2 id="pass" className="text-3xl break-words">
            {viewer.name ? <bdi>{viewer.name}</bdi> : 'Signed in'}
          </h2>
          <p className="font-sans break-all">{viewer.id}</p>
        </div>
      </div>
      {children}
    </section>
  )
}
