import type { ReactNode } from 'react'

export function RowsSkeleton({ title, count, className }: { title: string; count: number; className?: string }) {
  return (
    <SectionSkeleton title={title}>
      <div className={className}>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical
          <div key={index} className="blank-row flex min-h-16 break-inside-avoid gap-3 border-t border-line py-2" />
        ))}
      </div>
    </SectionSkeleton>
  )
}

export function NowPlayingSkeleton() {
  return (
    <SectionSkeleton title="Now playing">
      <div className="flex min-h-52 items-center gap-4 border border-line bg-panel p-4 sm:min-h-48.5 sm:gap-6">
        <span className="blank aspect-square w-24 sm:w-40" />
        <span className="blank h-8 w-1/2" />
      </div>
      <div className="mt-3 h-11" />
    </SectionSkeleton>
  )
}

function SectionSkeleton({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading: {title}
      </p>
      <div aria-hidden="true">
        <p className="mb-4 font-display text-2xl font-bold">{title}</p>
        {children}
      </div>
    </div>
  )
}
