import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isPersonId, type PersonId } from '../data/people.ts'
import type { EmulatorState } from '../state.ts'
import { type Ask, judgeAuthorize } from './authorize-request.ts'
import { consentPage, refusalPage } from './consent-page.ts'
import { withAnswer } from './redirect-uris.ts'
import { readForm } from './token-endpoint.ts'
import type { Permission } from './tokens.ts'

const personCookie = 'emulator_person'

export function authorizePage(state: EmulatorState): Hono {
  const routes = new Hono()
  routes.get('/authorize', (c) => {
    const rawQuery = queryOf(c.req.url)
    const verdict = judgeAuthorize(rawQuery, state.app)
    if (verdict.kind === 'refused') return c.html(refusalPage(verdict.text), 400)
    return begin(c, state, rawQuery, verdict.ask)
  })
  routes.post('/authorize', async (c) => {
    const form = await readForm(c.req.raw)
    const rawQuery = queryOf(`http://form/?${form.get('query') ?? ''}`)
    const verdict = judgeAuthorize(rawQuery, state.app)
    if (verdict.kind === 'refused') return c.html(refusalPage(verdict.text), 400)
    return finish(c, state, { rawQuery, ask: verdict.ask, form })
  })
  return routes
}

function begin(c: Context, state: EmulatorState, rawQuery: string, ask: Ask) {
  const person = readPerson(getCookie(c, personCookie))
  const permission = person === null || ask.showDialog ? null : state.tokenStore.remembered(person, ask.scopes)
  if (permission !== null) return c.redirect(agreed(state, ask, permission), 302)
  return c.html(consentPage({ appName: state.app.name, rawQuery, scopes: ask.scopes, person }))
}

function finish(
  c: Context,
  state: EmulatorState,
  { rawQuery, ask, form }: { rawQuery: string; ask: Ask; form: URLSearchParams },
) {
  const person = readPerson(form.get('person'))
  if (form.get('answer') === 'cancel') {
    return c.redirect(withAnswer(ask.redirectUri, { error: 'access_denied' }, ask.rawState), 303)
  }
  if (person === null || form.get('answer') !== 'agree') {
    return c.html(consentPage({ appName: state.app.name, rawQuery, scopes: ask.scopes, person }), 400)
  }
  setCookie(c, personCookie, person, { path: '/authorize', httpOnly: true, sameSite: 'Lax' })
  return c.redirect(agreed(state, ask, state.tokenStore.agree(person, ask.scopes)), 303)
}

function agreed(state: EmulatorState, ask: Ask, permission: Permission): string {
  const code = state.tokenStore.issueCode(permission, ask.redirectUri, ask.challenge)
  return withAnswer(ask.redirectUri, { code }, ask.rawState)
}

function readPerson(text: string | null | undefined): PersonId | null {
  return isPersonId(text) ? text : null
}

// Through URL, so that a form cannot smuggle a line break into a header.
function queryOf(url: string): string {
  return new URL(url).search.slice(1)
}
