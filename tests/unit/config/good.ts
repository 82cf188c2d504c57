import { type ConfigResult, type Problem, readConfig } from '@/lib/config/read'
import { clientId, clientSecret, oldPassword } from '../support.ts'

/** Valid values for the four basic variables. */
export const good = {
  SPOTIFY_CLIENT_ID: clientId,
  SPOTIFY_CLIENT_SECRET: clientSecret,
  SESSION_PASSWORD: oldPassword,
  APP_URL: 'https://music.example.com',
}
export type Source = Record<string, string | undefined>
export const read = (changes: Source = {}): ConfigResult => readConfig({ ...good, NODE_ENV: 'production', ...changes })

export function ready(changes: Source = {}) {
  const { config, problems } = read(changes)
  if (!config) throw new Error(`invalid: ${JSON.stringify(problems)}`)
  return config
}
export const problems = (changes: Source = {}): Problem[] => read(changes).problems
