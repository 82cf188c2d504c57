'use client'

import { Countdown } from './countdown'
import { useRetry } from './retry'

export type CardCountdownProps = {
  seconds: number
  /** Where to go on, on a page that cannot do so in place; `null` where that would be a sign-in that nobody pressed. */
  href: string | null
}

/** Goes on in place where that can be done. */
export function CardCountdown({ seconds, href }: CardCountdownProps) {
  const retry = useRetry()
  const leave = href === null ? null : () => location.replace(href)
  return <Countdown seconds={seconds} goOn={retry ? retry.goOn : leave} />
}
