import { startServers as startUnwatched } from '../../../tests/support/servers.ts'
import { watchAnswers } from './watch-answers.ts'

/** Starts the same servers. The emulator's responses must fit Spotify's description, or stopping them throws. */
export const startServers: typeof startUnwatched = async (...options) => {
  const servers = await startUnwatched(...options)
  const strangeAnswers = watchAnswers(servers.spotify)
  const stop = async () => {
    await servers.stop()
    const strange = await strangeAnswers()
    if (strange.length > 0) throw new Error(`Responses that do not fit Spotify's description: ${strange.join('; ')}`)
  }
  return { ...servers, stop }
}
