import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type Ask, judgeAuthorize } from './authorize-request.ts'
import { consentPage, refusalPage } from './consent-page.ts'
import type { Permission } from './ledger.ts'
import { isPersonId, type PersonId } from './people.ts'
import { withAnswer } from './redirect-uris.ts'
import { readForm } from './token-endpoint.ts'
import type { World } from './world.ts'

const personCookie = 'emulator_person'

export function authorizePage(world: World): Hono {
  const routes = new Hono()
  routes.get('/authorize', (c) => {
    const rawQuery = queryOf(c.req.url)
    const verdict = judgeAuthorize(rawQuery, world.app)
    if (verdict.kind === 'refused') return c.html(refusalPage(verdict.text), 400)
    return begin(c, world, rawQuery, verdict.ask)
  })
  routes.post('/authorize', async (c) => {
    const form = await readForm(c.req.raw)
    const rawQuery = queryOf(`http://form/?${form.get('query') ?? ''}`)
    const verdict = judgeAuthorize(rawQuery, world.app)
    if (verdict.kind === 'refused') return c.html(refusalPage(verdict.text), 400)
    return finish(c, world, { rawQuery, ask: verdict.ask, form })
  })
  return routes
}

function begin(c: Context, world: World, rawQuery: string, ask: Ask) {
  const person = readPerson(getCookie(c, personCookie))
  const permission = person === null || ask.showDialog ? null : world.ledger.remembered(person, ask.scopes)
  if (permission !== null) return c.redirect(agreed(world, ask, permission), 302)
  return c.html(consentPage({ appName: world.app.name, rawQuery, scopes: ask.scopes, person }))
}

function finish(
  c: Context,
  world: World,
  { rawQuery, ask, form }: { rawQuery: string; ask: Ask; form: URLSearchParams },
) {
  const person = readPerson(form.get('person'))
  if (form.get('answer') === 'cancel') {
    return c.redirect(withAnswer(ask.redirectUri, { error: 'access_denied' }, ask.rawState), 303)
  }
  if (person === null || form.get('answer') !== 'agree') {
    return c.html(consentPage({ appName: world.app.name, rawQuery, scopes: ask.scopes, person }), 400)
  }
  setCookie(c, personCookie, person, { path: '/authorize', httpOnly: true, sameSite: 'Lax' })
  return c.redirect(agreed(world, ask, world.ledger.agree(person, ask.scopes)), 303)
}

function agreed(world: World, ask: Ask, permission: Permission): string {
  const code = world.ledger.issueCode(permission, ask.redirectUri, ask.challenge)
  return withAnswer(ask.redirectUri, { code }, ask.rawState)
}

function readPerson(text: string | null | undefined): PersonId | null {
  return isPersonId(text) ? text : null
}

// Through URL, so that a form cannot smuggle a line break into a header.
function queryOf(url: string): string {
  return new URL(url).search.slice(1)
}
