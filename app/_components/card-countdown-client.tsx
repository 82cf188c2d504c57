'use client'

import { CountdownClient } from './countdown-client'
import { useRetry } from './retry-client'

export type CardCountdownProps = {
  seconds: number
  /** Where to go on, on a page that cannot do so in place; `null` where that would be a sign-in that nobody pressed. */
  href: string | null
}

/** Goes on in place where that can be done. */
export function CardCountdownClient({ seconds, href }: CardCountdownProps) {
  const retry = useRetry()
  const leave = href === null ? null : () => location.replace(href)
  return <CountdownClient seconds={seconds} goOn={retry ? retry.goOn : leave} />
}
