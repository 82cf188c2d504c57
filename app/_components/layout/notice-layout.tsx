import type { ReactNode } from 'react'
import { LoginIllustration } from '@/app/_components/theme/login-illustration'

/** The layout of a page whose only content is a notice. On wide screens, an illustration is beside the notice. */
export function NoticeLayout({ children }: { children: ReactNode }) {
  return (
    <div className="two-columns items-center">
      <div>{children}</div>
      <LoginIllustration className="hidden w-80 justify-self-end lg:block" />
    </div>
  )
}
