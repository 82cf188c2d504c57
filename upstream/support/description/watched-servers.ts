import { startServers as startUnwatched } from '../../../tests/support/servers.ts'
import { watchAnswers } from './watch-answers.ts'

/** The same servers. What the emulator has answered must fit Spotify's description, or stopping them throws. */
export const startServers: typeof startUnwatched = async (...options) => {
  const servers = await startUnwatched(...options)
  const strangeAnswers = watchAnswers(servers.spotify)
  const stop = async () => {
    await servers.stop()
    const strange = await strangeAnswers()
    if (strange.length > 0) throw new Error(`Spotify's description does not have ${strange.join('; ')}`)
  }
  return { ...servers, stop }
}
