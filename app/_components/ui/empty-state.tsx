import type { ReactNode } from 'react'

export type EmptyStateProps = { title: string; children: ReactNode }

/** A message shown instead of an empty list. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <section className="mt-6 max-w-xl border border-dashed border-edge p-6 font-display sm:p-8">
      <h2 className="mb-2 text-2xl">{title}</h2>
      {children}
    </section>
  )
}
