'use client'

import { useEffect } from 'react'

export type FocusProps = {
  /** Of the thing to press first. */
  targetId: string
  /** Another one is another reason to move the focus. */
  reason: string
}

/** Puts the focus where the next press is, and shows all of what it belongs to. Not while somebody writes. */
export function FocusClient({ targetId, reason }: FocusProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each reason
  useEffect(() => {
    if (document.activeElement?.matches('input, textarea, select, [contenteditable]')) return
    const target = document.getElementById(targetId)
    target?.focus({ preventScroll: true })
    target?.closest('section')?.scrollIntoView({ block: 'nearest' })
  }, [targetId, reason])
  return null
}
