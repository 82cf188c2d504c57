import type { ReactNode } from 'react'

/** The layout of a page whose only content is a notice. On wide screens, an illustration is beside the notice. */
export function NoticeLayout({ children }: { children: ReactNode }) {
  return <div className="two-columns notice-layout">{children}</div>
}
