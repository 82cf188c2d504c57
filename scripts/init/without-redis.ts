import { block, type Change, line } from './changes.ts'

/** Removes Redis. Each instance then refreshes tokens and keeps track of rate limits and sign-outs on its own. */
export const withoutRedis: Change = {
  delete: [
    'compose.yaml',
    'lib/session/memory/redis.ts',
    'lib/session/memory/shared.ts',
    'tests/unit/config/redis-url.test.ts',
  ],
  edit: {
    '.github/dependabot.yml': [[/ {2}- package-ecosystem: docker-compose\n(?: {4}.*\n)*/, '']],
    '.github/workflows/check.yml': [[line('docker compose config'), '']],
    '.env.example': [[/# Lets several instances.*\n.*REDIS_URL=.*\n/, '']],
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
    'lib/http/failures.ts': [[" | 'redis'", '']],
    'lib/session/context.ts': [[/ & \{\n {2}\/\*\* Returns whether Redis responds(?:.*\n)*?\}\n/, '\n']],
    'lib/session/server.ts': [
      [line("from './memory/shared'"), ''],
      ['{ createContext, type', '{ createContext, createMemory, type'],
      ['createSharedMemory(dependencies)', 'createMemory(Date.now)'],
    ],
    'package.json': [[/ {4}"@redis\/client": .*\n/, '']],
    'tests/e2e/deploy/configuration.spec.ts': [[line("REDIS_URL: 'redis.example.com'"), '']],
    'tests/support/servers.ts': [[line("REDIS_URL: ''"), '']],
  },
}
