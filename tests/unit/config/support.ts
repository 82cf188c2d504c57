import { type ConfigResult, type Problem, readConfig } from '@/lib/config/read'
import { clientId, clientSecret, oldPassword } from '../support.ts'

/** Valid values for the four basic variables. */
export const basicSettings = {
  SPOTIFY_CLIENT_ID: clientId,
  SPOTIFY_CLIENT_SECRET: clientSecret,
  SESSION_PASSWORD: oldPassword,
  APP_URL: 'https://music.example.com',
}
type Source = Record<string, string | undefined>
export const readWith = (changes: Source = {}): ConfigResult =>
  readConfig({ ...basicSettings, NODE_ENV: 'production', ...changes })

export function configWith(changes: Source = {}) {
  const { config, problems } = readWith(changes)
  if (!config) throw new Error(`invalid: ${JSON.stringify(problems)}`)
  return config
}
export const problemsWith = (changes: Source = {}): Problem[] => readWith(changes).problems
