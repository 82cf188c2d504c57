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
import { Countdown } from './countdown'

/** Keeps a page that is left open from retrying forever. */
const maxAutoRetries = 5

type Retry = {
  retry: () => void
  isRetrying: boolean
  /** Retries after a wait; `null` once the limit is reached. */
  autoRetry: (() => void) | null
}

const RetryContext = createContext<Retry | null>(null)

export type RetryBoundaryProps = {
  title: string
  /** Identifies the failure. */
  failedAtMs: number
  children: ReactNode
}

/** Lets the links and countdowns of an error refresh the page in place. Announces the outcome to screen readers. */
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per failure
  useEffect(() => announceFailure(), [failedAtMs])
  // When the error unmounts, either the page has its content or the visitor has left.
  useEffect(() => () => announceSuccess(), [])

  const canAutoRetry = isRetrying || autoRetries < maxAutoRetries
  return (
    <RetryContext value={{ retry, isRetrying, autoRetry: canAutoRetry ? autoRetry : null }}>{children}</RetryContext>
  )
}

/** Moves the focus to the heading if the focused button was removed. */
function focusHeading() {
  const heading = document.querySelector<HTMLElement>('#content h1')
  if (!heading || document.activeElement !== document.body) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

export type RetryLinkProps = {
  href: string
  className: string
  id?: string | undefined
  describedBy?: string | undefined
  children: ReactNode
}

/** Refreshes the page inside a `RetryBoundary`. Outside one, and without JavaScript, it is a plain link. */
export function RetryLink({ href, className, id, describedBy, children }: RetryLinkProps) {
  const context = useContext(RetryContext)
  const onClick = (event: MouseEvent) => {
    if (!context || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    context.retry()
  }
  return (
    <a
      href={href}
      id={id}
      className={className}
      aria-describedby={describedBy}
      aria-disabled={context?.isRetrying || undefined}
      onClick={onClick}
    >
      {context?.isRetrying ? 'Retrying…' : children}
    </a>
  )
}

export type RetryCountdownProps = {
  seconds: number
  /** The URL to open outside a `RetryBoundary`; `null` if the visitor has to press a button. */
  href: string | null
}

/** Refreshes the page when the countdown ends. */
export function RetryCountdown({ seconds, href }: RetryCountdownProps) {
  const context = useContext(RetryContext)
  const leave = href === null ? null : () => location.replace(href)
  return <Countdown seconds={seconds} retry={context ? context.autoRetry : leave} />
}
