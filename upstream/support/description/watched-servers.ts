import { startServers as startUnwatched } from '../servers.ts'
import { watchAnswers } from './watch-answers.ts'

/** Starts the servers. `stop` throws an error if any response from the emulator did not match Spotify's description. */
export const startServers: typeof startUnwatched = async (...options) => {
  const servers = await startUnwatched(...options)
  const strangeAnswers = watchAnswers(servers.spotify)
  const stop = async () => {
    await servers.stop()
    const strange = await strangeAnswers()
    if (strange.length > 0) throw new Error(`Responses that do not match Spotify's description: ${strange.join('; ')}`)
  }
  return { ...servers, stop }
}
