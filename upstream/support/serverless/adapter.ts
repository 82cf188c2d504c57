import { glob, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
// @ts-expect-error The package has no type declarations.
import vercelAdapter from '@next-community/adapter-vercel'
import type { NextAdapter } from 'next'

const vercel: NextAdapter = vercelAdapter

/** Vercel's adapter, which also saves the routes in the format of `@next/routing`, so `router.ts` can use them. */
export default {
  ...vercel,
  async onBuildComplete(context) {
    await vercel.onBuildComplete?.(context)
    const { outputs, buildId, routing } = context
    const output = join(context.distDir, 'output')
    const pathnames = [...outputs.appPages, ...outputs.appRoutes].map(({ pathname }) => pathname)
    for await (const file of glob('**/*.*', { cwd: join(output, 'static') })) pathnames.push(`/${file}`)
    await writeFile(join(output, 'routing.json'), JSON.stringify({ buildId, routing, pathnames }))
  },
} satisfies NextAdapter
