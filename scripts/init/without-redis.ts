import { block, type Change, line } from './changes.ts'

/** Removes Redis. Each instance then refreshes tokens and remembers limits and sign-outs on its own. */
export const withoutRedis: Change = {
  delete: ['compose.yaml', 'lib/session/memory/redis.ts', 'tests/unit/config/redis-url.test.ts'],
  copy: 'scripts/init/without-redis',
  edit: {
    '.github/dependabot.yml': [[/ {2}- package-ecosystem: docker-compose\n(?: {4}.*\n)*/, '']],
    '.github/workflows/check.yml': [[line('docker compose config'), '']],
    '.env.example': [[line('REDIS_URL='), '']],
    'app/(public)/setup/_components/settings.tsx': [
      [', redisUrl }', ' }'],
      [line("['REDIS_URL'"), ''],
    ],
    'app/api/health/route.ts': [
      [line('redis: await redisState()'), ''],
      [block('async function redisState()'), ''],
      [line("from '@/lib/session/server'"), ''],
    ],
    'docs/deploy.md': [['"redis": "not configured", ', '']],
    'lib/config/read.ts': [
      [/ {2}redisUrl: z\n(?:.*\n)*? {4}\.exactOptional\(\),\n/, ''],
      [line("redisUrl: 'REDIS_URL'"), ''],
    ],
    'lib/config/warnings.ts': [['|REDIS_URL', '']],
    'lib/http/log.ts': [[" | 'redis'", '']],
    'lib/session/attempt.ts': [
      [
        /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n(?=export async function claimAttempt)/,
        '/** Returns whether this is the first use of the attempt. Each attempt causes at most one token request. */\n',
      ],
      ['{ usedAttempts, store }', '{ usedAttempts }'],
      [/ {2}(?:\/\/.*\n {2})*return store\?.*\n/, '  return true\n'],
      ['export async function claimAttempt', 'export function claimAttempt'],
      ['{ state }: Attempt): Promise<boolean>', '{ state }: Attempt): boolean'],
    ],
    'lib/session/context.ts': [
      [line("from './memory/redis'"), ''],
      [line('store?: RedisStore'), ''],
      [" | 'pause' | 'store'>", " | 'pause'>"],
      [', pause, store }: Dependencies', ', pause }: Dependencies'],
      [/ {2}(?:\/\/.*\n {2})*const cooldown = .*\n/, '  const cooldown = createCooldown(now)\n'],
      [
        'createRequestRefresh({ accounts, passwords: config.passwords, now, pause, store })',
        'createRequestRefresh(accounts, now)',
      ],
      [", store?.broadcast('ended'))", ')'],
      ['    store,\n', ''],
    ],
    'lib/session/cookies.ts': [
      ['await context.revoked.add(session.id, sessionEndsAtMs(session))', 'context.revoked.add(session.id)'],
    ],
    'lib/session/refresh.ts': [[/await context\.revoked\.check\(/g, 'context.revoked.has(']],
    'lib/session/server.ts': [
      [line("from './memory/redis'"), ''],
      [/ {2}const report = (?:.|\n)*?(?= {2}const pause)/, ''],
      [', pause, store })', ', pause })'],
    ],
    'lib/session/sign-in.ts': [['await claimAttempt(', 'claimAttempt(']],
    'lib/spotify/cooldown.ts': [
      [block('export type LimitBroadcast'), ''],
      [line('const clockSlackMs'), ''],
      [', broadcast?: LimitBroadcast)', ')'],
      [/ {2}broadcast\?\.subscribe\((?:.|\n)*?\n {2}}\)\n\n/, ''],
      [/ {6}broadcast\?\.publish.*\n/, ''],
      [line("from './response'"), ''],
    ],
    'package.json': [[/ {4}"@redis\/client": .*\n/, '']],
    'scripts/run.ts': [[line("REDIS_URL: ''"), '']],
    'tests/e2e/deploy/configuration.spec.ts': [[line("REDIS_URL: 'redis.example.com'"), '']],
    'tests/support/servers.ts': [[line("REDIS_URL: ''"), '']],
  },
}
