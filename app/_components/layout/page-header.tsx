import type { ReactNode } from 'react'

export type PageHeaderProps = {
  title: string
  children?: ReactNode
}

/** A page's title and optional introduction, on a band in its own colours. */
export function PageHeader({ title, children }: PageHeaderProps) {
  return (
    <div className="night band page-header">
      <h1>{title}</h1>
      {children && <p>{children}</p>}
    </div>
  )
}
