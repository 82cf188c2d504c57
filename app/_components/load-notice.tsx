import type { JsonFailure } from './read-json-client'
import { useGoingOnOnce } from './use-going-on-once-client'
import { useLazy } from './use-lazy-client'

export type LoadNoticeProps = { failure: JsonFailure | null; isTrying: boolean; retry: () => void }

/** The words for every failure are many: they come with the first try, so that they are there when the network goes. */
const loadWords = () => import('./failure-words').then(({ FailureWords }) => FailureWords)

/** Why a button brought nothing, beside that button. What is there stays. */
export function LoadNotice({ failure, isTrying, retry }: LoadNoticeProps) {
  const shown = isTrying ? null : failure
  const goOn = useGoingOnOnce(failure !== null, isTrying, retry)
  const Words = useLazy(isTrying || failure !== null, loadWords)
  return (
    <div className={shown ? 'max-w-prose text-sm text-alarm' : 'sr-only'}>
      {Words ? <Words failure={shown} goOn={goOn} /> : <p role="status">{shown && 'Not loaded. Press again.'}</p>}
    </div>
  )
}
