import type { ReactNode } from 'react'

export type ProseProps = { title: string; children: ReactNode }

/** A page of text. */
export function Prose({ title, children }: ProseProps) {
  return (
    <article className="max-w-prose [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-4 [&_code]:font-semibold [&_h2]:mt-8 [&_h2]:mb-2 [&_h2]:text-2xl [&_li]:mb-1 [&_p]:mb-4 [&_ul]:mb-4 [&_ul]:list-disc [&_ul]:pl-5">
      <h1 className="mb-6 text-4xl sm:text-5xl">{title}</h1>
      {children}
    </article>
  )
}
