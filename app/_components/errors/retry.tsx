'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useTransition,
} from 'react'
import { useAnnounce } from '@/app/_components/ui/announcer'
import type { ErrorButton } from './error-buttons'
import { Wait, type WaitProps } from './wait'

/** The maximum number of automatic retries. Without a limit, a page left open would retry forever. */
const maxAutoRetries = 5

type Retry = {
  retry: () => void
  isRetrying: boolean
  /** Called when a countdown ends. `null` once the maximum number of automatic retries has been reached. */
  autoRetry: (() => void) | null
}

const RetryContext = createContext<Retry | null>(null)

export type RetryBoundaryProps = {
  title: string
  /** When the failure happened. A new value means that a retry has failed. */
  failedAtMs: number
  children: ReactNode
}

/** Lets an error's buttons and countdowns refresh the page in place. Announces the outcome of each retry to screen readers. */
export function RetryBoundary({ title, failedAtMs, children }: RetryBoundaryProps) {
  const router = useRouter()
  const announce = useAnnounce()
  const [isRetrying, startTransition] = useTransition()
  const [autoRetries, setAutoRetries] = useState(0)
  const retriedAt = useRef<string | null>(null)

  const retry = () => {
    if (isRetrying) return
    retriedAt.current = location.href
    announce('Retrying…')
    startTransition(() => router.refresh())
  }
  const autoRetry = () => {
    setAutoRetries(autoRetries + 1)
    retry()
  }
  const announceFailure = useEffectEvent(() => {
    if (retriedAt.current) announce(`Still not working: ${title}.`)
    retriedAt.current = null
  })
  const announceSuccess = useEffectEvent(() => {
    if (retriedAt.current !== location.href) return
    announce('Loaded.')
    focusHeading()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per failure
  useEffect(() => announceFailure(), [failedAtMs])
  // The error message unmounts when the content has loaded or the visitor has left the page. In the latter case, the URL
  // has changed.
  useEffect(() => () => announceSuccess(), [])

  const canAutoRetry = isRetrying || autoRetries < maxAutoRetries
  return (
    <RetryContext value={{ retry, isRetrying, autoRetry: canAutoRetry ? autoRetry : null }}>{children}</RetryContext>
  )
}

/** Moves focus to the page's heading if the focused button was removed. */
function focusHeading() {
  const heading = document.querySelector<HTMLElement>('#content h1')
  if (!heading || document.activeElement !== document.body) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

export type ErrorLinkProps = ErrorButton & {
  /** The element ID of the error's description. Set only for the main button, which receives focus when the error appears. */
  describedBy?: string | undefined
}

/**
 * A button in an error message. Inside a `RetryBoundary`, a retry button refreshes the page in place. All other buttons are plain
 * links rather than `next/link` components, because a sign-in must not be prefetched and a retry must reach the server.
 */
export function ErrorLink({ label, href, isRetry, describedBy }: ErrorLinkProps) {
  const context = useContext(RetryContext)
  const retry = isRetry ? context : null
  const linkRef = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (describedBy && linkRef.current) focusError(linkRef.current)
  }, [describedBy])
  const onClick = (event: MouseEvent) => {
    if (!retry || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    retry.retry()
  }
  return (
    <a
      ref={linkRef}
      href={href}
      className={describedBy ? 'button' : 'button-quiet'}
      aria-describedby={describedBy}
      aria-disabled={retry?.isRetrying || undefined}
      onClick={onClick}
    >
      {retry?.isRetrying ? 'Retrying…' : label}
    </a>
  )
}

/** Focuses an error message's main button and scrolls the message into view, unless the visitor is typing. */
function focusError(link: HTMLElement) {
  if (document.activeElement?.matches('input, textarea, select, [contenteditable]')) return
  link.focus({ preventScroll: true })
  if (link.getBoundingClientRect().bottom > innerHeight) link.closest('section')?.scrollIntoView({ block: 'nearest' })
}

export type RetryWaitProps = Omit<WaitProps, 'retry'> & {
  /** The URL to open when a countdown ends outside a `RetryBoundary`, or `null` if the visitor has to press a button instead. */
  href: string | null
}

/** Shows how long an error will last. If the wait is shown as a countdown, retries when the countdown ends. */
export function RetryWait({ href, ...wait }: RetryWaitProps) {
  const context = useContext(RetryContext)
  const leave = href === null ? null : () => location.replace(href)
  return <Wait {...wait} retry={context ? context.autoRetry : leave} />
}
