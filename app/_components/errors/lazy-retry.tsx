'use client'

import { lazy } from 'react'
import type { ErrorLinkProps, RetryBoundaryProps, RetryWaitProps } from './retry'

/** Used if the script with the components of `retry.tsx` can't be loaded. Plain links replace the buttons. */
const fallback = {
  RetryBoundary: ({ children }: RetryBoundaryProps) => children,
  ErrorLink: ({ label, href, describedBy }: ErrorLinkProps) => (
    <a href={href} className={describedBy ? 'button' : 'button-quiet'}>
      {label}
    </a>
  ),
  RetryWait: (_props: RetryWaitProps) => null,
}

const load = () => import('./retry').catch(() => fallback)
const LazyBoundary = lazy(async () => ({ default: (await load()).RetryBoundary }))
const LazyLink = lazy(async () => ({ default: (await load()).ErrorLink }))
const LazyWait = lazy(async () => ({ default: (await load()).RetryWait }))

// The components of `retry.tsx`. Their code loads only on pages that show an error.
export const RetryBoundary = (props: RetryBoundaryProps) => <LazyBoundary {...props} />
export const ErrorLink = (props: ErrorLinkProps) => <LazyLink {...props} />
export const RetryWait = (props: RetryWaitProps) => <LazyWait {...props} />
