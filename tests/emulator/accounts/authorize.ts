import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { html, raw } from 'hono/html'
import { findPerson, type Person, people } from '../data/people.ts'
import { type Html, page } from '../page.ts'
import type { EmulatorState } from '../state.ts'
import { type AuthorizeRequest, describeScopes, parseAuthorizeRequest, toCallbackUrl } from './authorize-request.ts'
import { readForm } from './token-endpoint.ts'
import type { Permission } from './tokens.ts'

const personCookie = 'emulator_person'

export function authorizePage(state: EmulatorState): Hono {
  const routes = new Hono()
  routes.get('/authorize', (c) => {
    const request = parseAuthorizeRequest(queryOf(c.req.url), state.app)
    if (typeof request === 'string') return c.html(refusalPage(request), 400)
    const person = findPerson(getCookie(c, personCookie))?.id
    const permission = person && !request.showDialog && state.tokenStore.remembered(person, request.scopes)
    if (permission) return c.redirect(issueCallback(state, request, permission), 302)
    return c.html(consentPage(state.app.name, request, person))
  })
  routes.post('/authorize', async (c) => {
    const form = await readForm(c.req.raw)
    const request = parseAuthorizeRequest(queryOf(`http://form/?${form.get('query') ?? ''}`), state.app)
    if (typeof request === 'string') return c.html(refusalPage(request), 400)
    const person = findPerson(form.get('person'))?.id
    const answer = form.get('answer')
    if (answer === 'cancel') return c.redirect(toCallbackUrl(request, { error: 'access_denied' }), 303)
    if (person === undefined || answer !== 'agree') return c.html(consentPage(state.app.name, request, person), 400)
    setCookie(c, personCookie, person, { path: '/authorize', httpOnly: true, sameSite: 'Lax' })
    return c.redirect(issueCallback(state, request, state.tokenStore.agree(person, request.scopes)), 303)
  })
  return routes
}

function issueCallback({ tokenStore }: EmulatorState, request: AuthorizeRequest, permission: Permission): string {
  return toCallbackUrl(request, { code: tokenStore.issueCode(permission, request.redirectUri, request.challenge) })
}

// Parses the value as a URL, so a form cannot inject a line break into the `Location` header.
function queryOf(url: string): string {
  return new URL(url).search.slice(1)
}

/**
 * Returns the consent page, which preselects the user who last signed in with this browser. The form submits the
 * authorization request's query, which the emulator validates again.
 */
function consentPage(appName: string, { rawQuery, scopes }: AuthorizeRequest, person = people[0]?.id): Html {
  return page(
    { title: `Sign in to ${appName}` },
    html`<h1>Sign in to ${appName}</h1>
<p>If you agree, ${appName} can:</p>
<ul>
<li>See your public profile</li>
${describeScopes(scopes).map((description) => html`<li>${description}</li>`)}
</ul>
<form method="post" action="/authorize">
<input type="hidden" name="query" value="${rawQuery}">
<fieldset>
<legend>Choose an account</legend>
<div class="sheet">
${people.map((each) => choice(each, each.id === person))}
</div>
</fieldset>
<div class="answers">
<button class="main" name="answer" value="agree">Agree</button>
<button name="answer" value="cancel">Cancel</button>
</div>
</form>
<p class="soft">These people are made up, and nothing you choose leaves this computer.</p>`,
  )
}

function choice({ id, label, summary }: Person, isChosen: boolean): Html {
  return html`<div class="person">
<input type="radio" name="person" id="${id}" value="${id}" aria-describedby="${id}-is"${raw(isChosen ? ' checked' : '')}>
<label for="${id}"><bdi>${label}</bdi></label>
<span class="soft" id="${id}-is">${summary}</span>
</div>`
}

/** Returns Spotify's error page, which the user sees instead of being redirected to the app's callback. */
function refusalPage(text: string): Html {
  return page(
    { title: 'Sign-in failed' },
    html`<h1>${text}</h1>
<p>The app is not configured correctly. Spotify shows a similar error page, and the app gets no callback.</p>
<p class="soft">Compare the app's client ID, redirect URI and scopes with those on the <a href="/">emulator panel</a>.</p>`,
  )
}
