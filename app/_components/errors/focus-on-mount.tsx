'use client'

import { useEffect } from 'react'

export type FocusOnMountProps = {
  targetId: string
  /** Changes when a new error is shown, so that the focus moves again. */
  reason: string
}

/** Moves the focus to an element and scrolls its section into view, unless the visitor is typing. */
export function FocusOnMount({ targetId, reason }: FocusOnMountProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per reason
  useEffect(() => {
    if (document.activeElement?.matches('input, textarea, select, [contenteditable]')) return
    const target = document.getElementById(targetId)
    if (!target) return
    target.focus({ preventScroll: true })
    if (target.getBoundingClientRect().bottom > innerHeight)
      target.closest('section')?.scrollIntoView({ block: 'nearest' })
  }, [targetId, reason])
  return null
}
