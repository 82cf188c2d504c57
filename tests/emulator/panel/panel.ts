import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { withholdable } from '../accounts/authorize-request.ts'
import { people } from '../data/people.ts'
import { type Fault, type FaultName, faultKinds, faultNames } from '../faults/faults.ts'
import { card, type Html, page } from '../page.ts'
import type { App, EmulatorState } from '../state.ts'
import type { Controls } from './control-api.ts'
import { scenariosSection } from './scenarios.ts'

/** The emulator's home page, which has a button for each fault and works without JavaScript. */
export function panel({ app }: EmulatorState, controls: Controls): Hono {
  const routes = new Hono()
  routes.get('/', (c) => c.html(panelPage(app, controls)))
  // Stand-ins for the pages on open.spotify.com. Each page identifies the item that would open in Spotify.
  routes.get('/open/:kind/:id', (c) => {
    const { kind, id } = c.req.param()
    const content = html`<h1>Spotify would open here</h1>
<p>In Spotify, this link opens the ${kind} <code>${id}</code>.</p>
<p><a href="/">Go to the emulator panel</a></p>`
    return c.html(page({ title: `A ${kind}` }, content))
  })
  return routes
}

function panelPage(app: App, controls: Controls): Html {
  const active = controls.faults.list()
  const titles = active.map(({ name }) => faultKinds[name].title).join(', ')
  const [redirectUri = ''] = app.redirectUris
  const home = URL.canParse(redirectUri) && new URL('/', redirectUri).href
  return page(
    { title: 'Spotify emulator', wide: true },
    html`<h1>Spotify emulator</h1>
<p>${active.length === 0 ? 'No active faults.' : `Active faults: ${titles}.`}</p>
${home && html`<p><a class="button" href="${home}">Open the app</a></p>`}
<section>
<h2>Faults</h2>
<p class="soft">Switch on a fault, then use the app. The app's error page shows the error code in small print.
If a page doesn't show the error, reload the page with the browser's button, because the app keeps responses for half a minute.</p>
<ul class="cards">
${faultNames.map((name) => faultCard(name, active))}
</ul>
</section>
${home && scenariosSection(home)}
${tokensSection(controls)}
<section>
<h2>People</h2>
<dl class="sheet">
${people.map(({ id, label, summary }) => html`<dt><bdi>${label}</bdi> <code>${id}</code></dt><dd>${summary}</dd>`)}
</dl>
</section>
<section>
<h2>The app</h2>
<dl class="sheet">
<dt>Name</dt><dd>${app.name}</dd>
<dt>Client ID</dt><dd><code>${app.clientId}</code></dd>
<dt>Redirect URIs</dt><dd>${app.redirectUris.map((uri) => html`<code>${uri}</code> `)}</dd>
<dt>JSON</dt><dd><a href="/_emulator/state">state</a>, <a href="/_emulator/requests">last requests</a></dd>
</dl>
</section>`,
  )
}

function faultCard(name: FaultName, active: readonly Fault[]): Html {
  const kind = faultKinds[name]
  const own = active.filter((fault) => fault.name === name)
  const position = own.length > 0 ? 'off' : 'on'
  const hint = html`<p class="small">Pages keep Spotify's responses for half a minute. Reload the page to see the fault now.</p>`
  const fields = Object.entries({ name, ...kind.panel })
  return card(
    kind,
    html`<form method="post" action="/_emulator/faults">
${fields.map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}
<button name="switch" value="${position}" aria-label="Switch ${position}: ${kind.title}">Switch ${position}</button>
</form>`,
    own.length > 0 ? [...own.map(detailsOf), hint] : null,
  )
}

function detailsOf({ name, ...details }: Fault): Html {
  const parameters = Object.entries(details).map(([key, value]) => `${key} ${String(value)}`)
  return parameters.length === 0 ? html`` : html`<p class="small"><code>${parameters.join(', ')}</code></p>`
}

/** Forms for changing token settings and for expiring or revoking tokens. */
function tokensSection({ settings: { accessTokenSeconds, rotation, withheldScopes } }: Controls): Html {
  return html`<section>
<h2>Tokens and consent</h2>
<form class="row" method="post" action="/_emulator/settings">
<label>Access token lifetime (seconds)
<input type="number" name="accessTokenSeconds" min="1" required value="${accessTokenSeconds}"></label>
<label class="tick"><input type="checkbox" name="rotation"${raw(rotation ? ' checked' : '')}>
Each refresh issues a new refresh token</label>
<label>Permission to withhold <select name="withheldScope"><option value="">None</option>
${withholdable.map(([scope, description]) => html`<option value="${scope}"${raw(withheldScopes.includes(scope) ? ' selected' : '')}>${description}</option>`)}</select></label>
<button>Save settings</button>
<p class="small">A withheld permission leads to <code>missing_scope</code> without a call to the API. To see it, sign in again.</p>
</form>
<form class="row" method="post">
<label>Person <select name="person"><option value="">Everybody</option>
${people.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}</select></label>
<button formaction="/_emulator/expire-access-tokens">Expire access tokens now</button>
<button formaction="/_emulator/revoke-consent">Revoke consent</button>
<button formaction="/_emulator/reset">Reset the emulator (signs everybody out)</button>
<p class="small">Revoking consent also ends the access tokens and leads to <code>consent_expired</code>. A reset has the same
effects for everybody who is signed in to the app. A reset does not clear a rate limit that the app remembers: the
app waits until the limit expires.</p>
</form>
</section>`
}
