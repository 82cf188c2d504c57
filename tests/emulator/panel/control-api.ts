import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type PersonId, people, personIds } from '../data/people.ts'
import { faultNames, parseFault } from '../faults/faults.ts'
import { type EmulatorState, settingsSchema } from '../state.ts'

const nameSchema = z.enum(faultNames)
const personSchema = z.strictObject({ person: z.enum(personIds).optional() })

/**
 * Exposes the controls as HTTP endpoints. Tests send JSON. The panel submits forms, and each form's response redirects back to the
 * panel.
 */
export function controlApi(controls: Controls): Hono {
  const routes = new Hono().basePath('/_emulator')
  const on = (methods: string[], path: string, change: (body: Record<string, unknown>, c: Context) => void) =>
    routes.on(methods, path, async (c) => {
      change(await readBody(c), c)
      return isForm(c) ? c.redirect('/', 303) : c.json(stateOf(controls))
    })
  routes.get('/state', (c) => c.json(stateOf(controls)))
  routes.get('/requests', (c) => c.json(controls.requests()))
  on(['DELETE'], '/requests', controls.clearRequests)
  on(['POST'], '/reset', controls.reset)
  on(['POST'], '/expire-access-tokens', (body) => controls.expireAccessTokens(personSchema.parse(body).person))
  on(['POST'], '/revoke-consent', (body) => controls.revokeConsent(personSchema.parse(body).person))
  on(['PUT', 'POST'], '/settings', (body, c) => {
    const changed = isForm(c) ? settingsFromForm(body) : body
    Object.assign(controls.settings, settingsSchema.parse({ ...controls.settings, ...changed }))
  })
  on(['POST'], '/faults', ({ switch: position, ...fault }) => {
    if (position === 'off') controls.faults.clear(nameSchema.parse(fault.name))
    else controls.faults.set(parseFault(fault))
  })
  on(['DELETE'], '/faults/:name?', (_, c) => controls.faults.clear(nameSchema.optional().parse(c.req.param('name'))))
  routes.onError((error, c) =>
    c.json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message }, 400),
  )
  return routes
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

/** The emulator's controls. Tests call these methods directly, and `controlApi` exposes the methods over HTTP. */
export function controlsOf({ tokenStore, faults, requests, settings, playlists, waits }: EmulatorState) {
  const clearRequests = () => void requests.splice(0)
  return {
    settings,
    faults,
    requests: () => requests.map((request) => ({ ...request })),
    clearRequests,
    expireAccessTokens: (person?: PersonId) => tokenStore.expireAccessTokens(person),
    revokeConsent: (person?: PersonId) => tokenStore.revoke(person),
    stop: () => waits.cutAll(),
    reset() {
      waits.cutAll()
      tokenStore.clear()
      faults.clear()
      clearRequests()
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
