import { useEffect, useEffectEvent, useState } from 'react'
import type { JsonFailure } from './read-json'

export type InlineErrorProps = { failure: JsonFailure | null; isLoading: boolean; retry: () => void }

/** An error message shown next to the button or list whose request failed. */
export function InlineError({ failure, isLoading, retry }: InlineErrorProps) {
  const shown = isLoading ? null : failure
  const Message = useInlineErrorMessage(isLoading || failure !== null)
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

const loadMessage = () => import('./inline-error-message').then(({ InlineErrorMessage }) => InlineErrorMessage)

type Loaded = Awaited<ReturnType<typeof loadMessage>>

/**
 * Returns the `InlineErrorMessage` component, `undefined` while it is loading, or `null` if it failed to load. The component
 * contains all error messages, so it is large and loads as a separate script. The script loads during the first request, because
 * the network may be down by the time an error occurs.
 */
export function useInlineErrorMessage(isNeeded: boolean): Loaded | null | undefined {
  // Wraps the component in an object, because React calls any function that is passed to a state setter.
  const [loaded, setLoaded] = useState<{ Message: Loaded | null } | null>(null)
  const startLoading = useEffectEvent(() => {
    loadMessage().then(
      (Message) => setLoaded({ Message }),
      () => setLoaded({ Message: null }),
    )
  })
  const isMissing = isNeeded && !loaded?.Message
  useEffect(() => {
    if (isMissing) startLoading()
  }, [isMissing])
  return loaded?.Message
}
