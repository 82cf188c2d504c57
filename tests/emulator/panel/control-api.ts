import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { people, personIds } from '../data/people.ts'
import { type FaultInput, type FaultName, isFaultName, parseFault } from '../faults/faults.ts'
import { type EmulatorState, settingsSchema } from '../state.ts'

const personSchema = z.strictObject({ person: z.enum(personIds).optional() })

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
    const changed = isForm(c) ? settingsFromForm(body) : body
    Object.assign(controls.settings, settingsSchema.parse({ ...controls.settings, ...changed }))
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
    else controls.faults.set(parseFault({ name, ...details }))
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

/** The emulator's controls. Tests call these methods directly, and `controlApi` exposes the methods over HTTP. */
export function controlsOf(state: EmulatorState) {
  const { tokenStore, faults, requestLog, settings, playlists, waits } = state
  return {
    settings,
    faults: {
      set: (fault: FaultInput) => faults.set(fault),
      clear: (name?: FaultName) => faults.clear(name),
      list: () => faults.list(),
    },
    requests: () => requestLog.list(),
    clearRequests: () => requestLog.clear(),
    expireAccessTokens: tokenStore.expireAccessTokens.bind(tokenStore),
    revokeConsent: tokenStore.revoke.bind(tokenStore),
    stop: () => waits.cutAll(),
    reset() {
      waits.cutAll()
      tokenStore.clear()
      faults.clear()
      requestLog.clear()
      playlists.clear()
      Object.assign(settings, settingsSchema.parse({}))
    },
  }
}

export type Controls = ReturnType<typeof controlsOf>

function stateOf(controls: Controls) {
  return {
    faults: controls.faults.list(),
    settings: { ...controls.settings },
    people: people.map(({ id, label, summary, apiVariant }) => ({ id, label, summary, apiVariant })),
  }
}
