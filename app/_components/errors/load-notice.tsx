import { useDynamicImport } from '@/app/_components/ui/use-dynamic-import'
import type { JsonFailure } from '@/app/(signed-in)/_components/read-json'
import { useAutoRetryOnce } from './use-auto-retry-once'

export type LoadNoticeProps = { failure: JsonFailure | null; isTrying: boolean; retry: () => void }

/** The words for every failure are many: they come with the first try, so that they are there when the network goes. */
const loadWords = () => import('./failure-message').then(({ FailureMessage }) => FailureMessage)

/** Why a button brought nothing, beside that button. What is there stays. */
export function LoadNotice({ failure, isTrying, retry }: LoadNoticeProps) {
  const shown = isTrying ? null : failure
  const goOn = useAutoRetryOnce(failure !== null, isTrying, retry)
  const Words = useDynamicImport(isTrying || failure !== null, loadWords)
  return (
    <div className={shown ? 'max-w-prose text-sm text-alarm' : 'sr-only'}>
      {Words ? <Words failure={shown} goOn={goOn} /> : <p role="status">{shown && 'Not loaded. Press again.'}</p>}
    </div>
  )
}
