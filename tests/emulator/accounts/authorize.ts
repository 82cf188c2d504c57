import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isPersonId, type PersonId } from '../data/people.ts'
import type { EmulatorState } from '../state.ts'
import { type AuthorizeRequest, parseAuthorizeRequest } from './authorize-request.ts'
import { consentPage, refusalPage } from './consent-page.ts'
import { toCallbackUrl } from './redirect-uris.ts'
import { readForm } from './token-endpoint.ts'
import type { Permission } from './tokens.ts'

const personCookie = 'emulator_person'

export function authorizePage(state: EmulatorState): Hono {
  const routes = new Hono()
  routes.get('/authorize', (c) => {
    const rawQuery = queryOf(c.req.url)
    const result = parseAuthorizeRequest(rawQuery, state.app)
    if (result.kind === 'refused') return c.html(refusalPage(result.text), 400)
    return begin(c, state, rawQuery, result.request)
  })
  routes.post('/authorize', async (c) => {
    const form = await readForm(c.req.raw)
    const rawQuery = queryOf(`http://form/?${form.get('query') ?? ''}`)
    const result = parseAuthorizeRequest(rawQuery, state.app)
    if (result.kind === 'refused') return c.html(refusalPage(result.text), 400)
    return finish(c, state, { rawQuery, request: result.request, form })
  })
  return routes
}

function begin(c: Context, state: EmulatorState, rawQuery: string, request: AuthorizeRequest) {
  const person = readPerson(getCookie(c, personCookie))
  const permission = person === null || request.showDialog ? null : state.tokenStore.remembered(person, request.scopes)
  if (permission !== null) return c.redirect(issueCallback(state, request, permission), 302)
  return c.html(consentPage({ appName: state.app.name, rawQuery, scopes: request.scopes, person }))
}

function finish(
  c: Context,
  state: EmulatorState,
  { rawQuery, request, form }: { rawQuery: string; request: AuthorizeRequest; form: URLSearchParams },
) {
  const person = readPerson(form.get('person'))
  if (form.get('answer') === 'cancel') {
    return c.redirect(toCallbackUrl(request.redirectUri, { error: 'access_denied' }, request.rawState), 303)
  }
  if (person === null || form.get('answer') !== 'agree') {
    return c.html(consentPage({ appName: state.app.name, rawQuery, scopes: request.scopes, person }), 400)
  }
  setCookie(c, personCookie, person, { path: '/authorize', httpOnly: true, sameSite: 'Lax' })
  return c.redirect(issueCallback(state, request, state.tokenStore.agree(person, request.scopes)), 303)
}

function issueCallback(state: EmulatorState, request: AuthorizeRequest, permission: Permission): string {
  const code = state.tokenStore.issueCode(permission, request.redirectUri, request.challenge)
  return toCallbackUrl(request.redirectUri, { code }, request.rawState)
}

function readPerson(text: string | null | undefined): PersonId | null {
  return isPersonId(text) ? text : null
}

// Parses the value as a URL, so a form cannot inject a line break into the `Location` header.
function queryOf(url: string): string {
  return new URL(url).search.slice(1)
}
