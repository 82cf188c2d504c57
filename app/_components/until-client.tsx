'use client'

import { useScript } from './use-script-client'
import { toMoment, toUntil } from './words'

export type UntilProps = { untilMs: number }

/** A moment to come, in UTC from the server, then in the visitor's own time. */
export function UntilClient({ untilMs }: UntilProps) {
  const hasScript = useScript()
  return (
    <time dateTime={new Date(untilMs).toISOString()}>
      {hasScript ? toUntil(untilMs, Date.now()) : toMoment(untilMs)}
    </time>
  )
}
