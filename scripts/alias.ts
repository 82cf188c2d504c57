import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Loaded with `node --import`. Resolves `@/` imports and imports without a file extension so that Node can run the files in `lib`
 * that don't import `server-only`.
 */

const root = new URL('../', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier.startsWith('@/') || specifier.startsWith('./') || specifier.startsWith('../')
    if (!isOurs || specifier.endsWith('.ts')) return next(specifier, context)
    const base = specifier.startsWith('@/') ? root : context.parentURL
    const file = new URL(`${specifier.replace('@/', '')}.ts`, base)
    return next(existsSync(fileURLToPath(file)) ? file.href : specifier, context)
  },
})
