'use client'

import { useEffect } from 'react'

export type FocusProps = {
  /** Of the thing to press first. */
  targetId: string
  /** Another one is another reason to move the focus. */
  reason: string
}

/** Puts the focus where the next press is; where that is out of sight, what it belongs to is shown. Not while somebody writes. */
export function FocusOnMount({ targetId, reason }: FocusProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each reason
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
