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

/** Nobody has to sit before a page, and a page that nobody leaves must not ask for ever. */
const maxGoes = 5

type Retry = {
  retry: () => void
  isTrying: boolean
  /** The same by itself, after a wait; `null` once that has been tried often enough. */
  goOn: (() => void) | null
}

const RetryContext = createContext<Retry | null>(null)

/** How to read again in place; `null` outside of `RetryBoundary`. */
export const useRetry = () => useContext(RetryContext)

export type RetryProps = {
  title: string
  /** When it failed: another time is another failure. */
  failedAtMs: number
  children: ReactNode
}

/** Around what stands in place of a failed part: reads the part again, leaves the rest of the page alone, says how it went. */
export function RetryBoundary({ title, failedAtMs, children }: RetryProps) {
  const router = useRouter()
  const announce = useAnnounce()
  const [isTrying, startTransition] = useTransition()
  const [goes, setGoes] = useState(0)
  const triedAt = useRef<string | null>(null)

  const retry = () => {
    if (isTrying) return
    triedAt.current = location.href
    announce('Trying…')
    startTransition(() => router.refresh())
  }
  const goOn = () => {
    setGoes(goes + 1)
    retry()
  }
  const tellFailure = useEffectEvent(() => {
    if (triedAt.current) announce(`${title}, still.`)
    triedAt.current = null
  })
  const tellSuccess = useEffectEvent(() => {
    if (triedAt.current !== location.href) return
    announce('Now it is here.')
    focusHeading()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is told once
  useEffect(() => tellFailure(), [failedAtMs])
  // What failed is gone: either it has been read, or the visitor has left.
  useEffect(() => () => tellSuccess(), [])

  return (
    <RetryContext value={{ retry, isTrying, goOn: isTrying || goes < maxGoes ? goOn : null }}>{children}</RetryContext>
  )
}

/** The button that had the focus went with the failure. */
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

/** A plain link where there is no script, or nothing to keep. */
export function RetryLink({ href, className, id, describedBy, children }: RetryLinkProps) {
  const retry = useRetry()
  const onClick = (event: MouseEvent) => {
    if (!retry || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    retry.retry()
  }
  return (
    <a
      href={href}
      id={id}
      className={className}
      aria-describedby={describedBy}
      aria-disabled={retry?.isTrying || undefined}
      onClick={onClick}
    >
      {retry?.isTrying ? 'Trying…' : children}
    </a>
  )
}
