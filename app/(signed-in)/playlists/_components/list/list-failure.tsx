'use client'

import { useDynamicImport } from '@/app/_components/ui/use-dynamic-import'
import type { FailureBarProps } from './failure-bar'

/** Loads the failure bar with the first request for more playlists, in case the network fails later. */
const loadFailureBar = () => import('./failure-bar').then(({ FailureBar }) => FailureBar)

/** Shows why the list did not load. */
export function ListFailure(props: FailureBarProps) {
  const hasFailed = props.failure !== null
  const FailureBar = useDynamicImport(props.isTrying || hasFailed, loadFailureBar)
  if (FailureBar) return <FailureBar {...props} />
  // Shown only if the import has failed too: replacing a focused button would lose the focus.
  return <PlainFailure {...props} hasFailed={hasFailed && FailureBar === null} />
}

type PlainFailureProps = Pick<FailureBarProps, 'retry' | 'takeFocus'> & { hasFailed: boolean }

/** Shown if the failure bar can't be loaded. */
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
