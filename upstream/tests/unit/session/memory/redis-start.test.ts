import { execFileSync } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { createRedis, hasRedis } from '../../../../support/services/redis.ts'

/** Runs in a process of its own, where loading `@redis/client` takes 1.5 seconds. */
const script = `
  import { register } from 'node:module'
  import { createRedisStore } from '@/lib/session/memory/redis'
  register('data:text/javascript,' + encodeURIComponent(\`
    export async function load(url, context, nextLoad) {
      if (url.endsWith('/@redis/client/dist/index.js')) await new Promise((resolve) => setTimeout(resolve, 1_500))
      return nextLoad(url, context)
    }
  \`))
  const store = createRedisStore(process.env.REDIS_URL, Date.now, () => undefined)
  const startMs = performance.now()
  console.log({ isReachable: await store.isReachable(), wasSlow: performance.now() - startMs > 1_400 })
  process.exit()
`

test.skipIf(!hasRedis)(
  'a process can use Redis at once, even if loading the package takes longer than connecting may',
  async () => {
    const redis = await createRedis()
    await redis.start()
    onTestFinished(redis.kill)
    const args = ['--import', './scripts/alias.ts', '--input-type=module', '--eval', script]
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, REDIS_URL: redis.url },
    })
    expect(output.trim()).toBe('{ isReachable: true, wasSlow: true }')
  },
)
