'use client'

import { useDynamicImport } from '@/app/_components/ui/use-dynamic-import'
import type { FailureBarProps } from './failure-bar'

/** Loaded with the first request for more, so that it is there if the network fails later. */
const loadFailureBar = () => import('./failure-bar').then(({ FailureBar }) => FailureBar)

/** Shows why the list does not load. */
export function ListFailure(props: FailureBarProps) {
  const hasFailed = props.failure !== null
  const FailureBar = useDynamicImport(props.isTrying || hasFailed, loadFailureBar)
  if (FailureBar) return <FailureBar {...props} />
  // Only once the import has failed too: replacing a button would lose its focus.
  return <PlainFailure {...props} hasFailed={hasFailed && FailureBar === null} />
}

type PlainFailureProps = Pick<FailureBarProps, 'retry' | 'takeFocus'> & { hasFailed: boolean }

/** Shown if the failure bar itself cannot be loaded. */
function PlainFailure({ hasFailed, retry, takeFocus }: PlainFailureProps) {
  const press = () => {
    takeFocus()
    retry()
  }
  return (
    <div className={hasFailed ? 'mt-6 flex flex-wrap items-center gap-x-4' : 'sr-only'}>
      <p role="status">{hasFailed && 'Not loaded.'}</p>
      {hasFailed && (
        <button type="button" onClick={press} className="button-quiet">
          Try again
        </button>
      )}
    </div>
  )
}
