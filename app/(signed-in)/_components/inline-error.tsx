import { useDynamicImport } from '@/app/_components/ui/use-dynamic-import'
import type { JsonFailure } from './read-json'

export type InlineErrorProps = { failure: JsonFailure | null; isLoading: boolean; retry: () => void }

/** The messages are large, so they are in a separate script, which loads with the first request in case the network fails later. */
const loadMessage = () => import('./inline-error-message').then(({ InlineErrorMessage }) => InlineErrorMessage)

/** Error message beside a button or list whose request failed. */
export function InlineError({ failure, isLoading, retry }: InlineErrorProps) {
  const shown = isLoading ? null : failure
  const Message = useDynamicImport(isLoading || failure !== null, loadMessage)
  return (
    <div className={shown ? 'max-w-prose text-sm text-alarm' : 'sr-only'}>
      {Message ? (
        <Message failure={shown} isLoading={isLoading} retry={retry} />
      ) : (
        <p role="status">{shown && 'Not loaded. Try again.'}</p>
      )}
    </div>
  )
}
