import { useCallback } from 'react'
import { JsonFailure, type ReadJson, readJson } from './read-json'
import { useSession } from './session-provider'

/** Returns a version of `readJson` that shows a notice on the page if the session has ended. */
export function useReadJson(): ReadJson {
  const { setEnd } = useSession()
  return useCallback(
    async <Value>(...request: Parameters<ReadJson>) => {
      try {
        const value = await readJson<Value>(...request)
        setEnd(null)
        return value
      } catch (error) {
        if (error instanceof JsonFailure && error.sessionEnd) setEnd(error.sessionEnd)
        throw error
      }
    },
    [setEnd],
  )
}
