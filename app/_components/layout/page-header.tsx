import type { ReactNode } from 'react'

export type PageHeaderProps = {
  title: string
  children?: ReactNode
}

/** A page's title and optional introduction, on a dark band. */
export function PageHeader({ title, children }: PageHeaderProps) {
  return (
    <div className="night band font-display">
      <h1 className="text-4xl sm:text-5xl">{title}</h1>
      {children && <div className="mt-2 text-soft">{children}</div>}
    </div>
  )
}
