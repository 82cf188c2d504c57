import { describeReason } from '@/lib/reasons'
import type { JsonFailure } from './read-json-client'
import { toWait } from './words'

export type LoadNoticeProps = { failure: JsonFailure | null }

/** Why a button brought nothing, beside that button. What is there stays. */
export function LoadNotice({ failure }: LoadNoticeProps) {
  return (
    <p role="status" className="text-sm text-alarm empty:hidden">
      {failure && toSentence(failure)}
    </p>
  )
}

function toSentence({ code, retryAfterSeconds }: JsonFailure): string {
  if (code === 'offline') return 'This site does not answer. Is your connection there? Press again to try once more.'
  if (code === 'other_viewer') return 'Not loaded: somebody else is signed in now.'
  if (code === 'signed_out' || code === 'consent_expired') return 'Not loaded: you are signed out.'
  const { title, next } = describeReason(code)
  return retryAfterSeconds ? `${title}. Try again in ${toWait(retryAfterSeconds)}.` : `${title}. ${next}`
}
