'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { LinkProps } from '@/app/_components/layout/page-frame'

/** A link in the header. The link is marked as current on its target page and on all pages below that page. */
export function NavLink(props: LinkProps) {
  const pathname = usePathname()
  const isCurrent = pathname === props.href || pathname.startsWith(`${props.href}/`)
  return <Link {...props} prefetch={false} aria-current={isCurrent ? 'page' : undefined} />
}
