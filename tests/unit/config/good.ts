import { type ConfigResult, type Problem, readConfig } from '@/lib/config/read'
import { clientId, clientSecret, oldPassword } from '../support.ts'

/** A valid environment. */
export const good = {
  SPOTIFY_CLIENT_ID: clientId,
  SPOTIFY_CLIENT_SECRET: clientSecret,
  SESSION_PASSWORD: oldPassword,
  APP_URL: 'https://music.example.com',
}
export type Source = Record<string, string | undefined>
export const read = (changes: Source = {}): ConfigResult => readConfig({ ...good, NODE_ENV: 'production', ...changes })

export function ready(changes: Source = {}) {
  const result = read(changes)
  if (result.kind !== 'ready') throw new Error(`broken: ${JSON.stringify(result.problems)}`)
  return result.config
}
export function problems(changes: Source = {}): Problem[] {
  const result = read(changes)
  return result.kind === 'broken' ? result.problems : []
}
