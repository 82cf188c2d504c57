import type { ReactNode } from 'react'
import { PageHeader } from '@/app/_components/layout/page-header'

export type ProseProps = { title: string; children: ReactNode }

/** The layout of text-only pages, such as the privacy policy. */
export function Prose({ title, children }: ProseProps) {
  return (
    <article className="font-display [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-4 [&_code]:font-semibold [&_h2]:mt-8 [&_h2]:mb-2 [&_h2]:text-2xl [&_li]:mb-1 [&_p]:mb-4 [&_ul]:mb-4 [&_ul]:list-disc [&_ul]:pl-5">
      <PageHeader title={title} />
      <div className="max-w-prose pt-8">{children}</div>
    </article>
  )
}
