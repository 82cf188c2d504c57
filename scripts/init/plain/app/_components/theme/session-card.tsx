import type { ReactNode } from 'react'
import { Avatar } from '@/app/_components/ui/avatar'
import type { Viewer } from '@/lib/session/session'

type SessionCardProps = { viewer: Viewer; children: ReactNode }

/** The visitor's name and picture, with the session details below. */
export function SessionCard({ viewer, children }: SessionCardProps) {
  return (
    <section aria-labelledby="session" className="rounded-small border border-line bg-panel">
      <div className="flex flex-col gap-5 p-6 sm:flex-row sm:items-center">
        <Avatar pictureUrl={viewer.pictureUrl} name={viewer.name} />
        <div className="min-w-0">
          <h2 id="session" className="text-3xl break-words">
            {viewer.name ? <bdi>{viewer.name}</bdi> : 'Signed in'}
          </h2>
          <p className="break-all">{viewer.id}</p>
        </div>
      </div>
      {children}
    </section>
  )
}
