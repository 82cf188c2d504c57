import nextEnv from '@next/env'
import { type Problem, readConfig } from '../../lib/config/read.ts'

export type Settings = { clientId: string; clientSecret: string | undefined; accountsUrl: string; apiUrl: string }

/** Reads the Spotify settings from the same files as `npm run dev`. If any setting is invalid, returns the problems instead. */
export function readSettings(folder: string): Settings | Problem[] {
  nextEnv.loadEnvConfig(folder, true, { info() {}, error: console.error })
  const result = readConfig(process.env)
  const { clientId, clientSecret, accountsUrl, apiUrl } = result.valid
  const problems = result.problems.filter(({ variable }) => variable.startsWith('SPOTIFY_'))
  if (problems.length > 0 || !clientId || !accountsUrl || !apiUrl) return problems
  return { clientId, clientSecret, accountsUrl, apiUrl }
}
