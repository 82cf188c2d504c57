import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isScope } from '../accounts/scopes.ts'
import { playings } from '../data/listening.ts'
import { personIds } from '../data/people.ts'
import { isFaultName } from '../faults/descriptions.ts'
import { faultSchema } from '../faults/faults.ts'
import { type Controls, stateOf } from './controls.ts'

const personSchema = z.strictObject({ person: z.enum(personIds).optional() })

const settingsSchema = z.strictObject({
  rotation: z.boolean().optional(),
  accessTokenSeconds: z.int().positive().optional(),
  expiresIn: z.union([z.enum(['true', 'absent']), z.strictObject({ says: z.json() })]).optional(),
  withheldScopes: z.array(z.string().refine(isScope, 'is not a scope')).optional(),
  readablePictures: z.boolean().optional(),
  playing: z.enum(['usual', ...playings]).optional(),
})

/**
 * Offers the controls as HTTP endpoints. Tests send JSON. The panel submits forms, and each form's response redirects back to the
 * panel.
 */
export function controlApi(controls: Controls): Hono {
  const routes = new Hono().basePath('/_emulator')
  const done = (c: Context) => (isForm(c) ? c.redirect('/', 303) : c.json(stateOf(controls)))

  routes.get('/state', (c) => c.json(stateOf(controls)))
  routes.get('/requests', (c) => c.json(controls.requests()))
  routes.delete('/requests', (c) => {
    controls.clearRequests()
    return done(c)
  })
  routes.post('/reset', (c) => {
    controls.reset()
    return done(c)
  })
  routes.post('/expire-access-tokens', async (c) => {
    controls.expireAccessTokens(personSchema.parse(await readBody(c)).person)
    return done(c)
  })
  routes.post('/revoke-consent', async (c) => {
    controls.revokeConsent(personSchema.parse(await readBody(c)).person)
    return done(c)
  })
  routes.on(['PUT', 'POST'], '/settings', async (c) => {
    const body = await readBody(c)
    Object.assign(controls.settings, settingsSchema.parse(isForm(c) ? settingsFromForm(body) : body))
    return done(c)
  })
  addFaultRoutes(routes, controls, done)
  routes.onError((error, c) => c.json({ error: explain(error) }, 400))
  return routes
}

function addFaultRoutes(routes: Hono, controls: Controls, done: (c: Context) => Response): void {
  routes.post('/faults', async (c) => {
    const { switch: position, name, ...details } = await readBody(c)
    if (position === 'off') controls.faults.clear(faultName(name))
    else controls.faults.set(faultSchema.parse({ name, ...details }))
    return done(c)
  })
  routes.delete('/faults', (c) => {
    controls.faults.clear()
    return done(c)
  })
  routes.delete('/faults/:name', (c) => {
    controls.faults.clear(faultName(c.req.param('name')))
    return done(c)
  })
}

function faultName(text: unknown) {
  if (typeof text !== 'string' || !isFaultName(text)) throw new Error(`There is no fault named ${String(text)}`)
  return text
}

function isForm(c: Context): boolean {
  return (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
}

/** Reads a JSON or form body, treating empty form fields as missing. */
async function readBody(c: Context): Promise<Record<string, unknown>> {
  const text = await c.req.text()
  if (!isForm(c)) return z.record(z.string(), z.unknown()).parse(text === '' ? {} : JSON.parse(text))
  return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''))
}

// Forms do not send unchecked checkboxes, so a missing value means false.
function settingsFromForm({ accessTokenSeconds, rotation, withheldScope }: Record<string, unknown>) {
  return {
    rotation: rotation === 'on',
    accessTokenSeconds: Number(accessTokenSeconds),
    withheldScopes: withheldScope === undefined ? [] : [withheldScope],
  }
}

function explain(error: Error): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : error.message
}
