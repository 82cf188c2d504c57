import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { Controls } from './controls.ts'
import { type FaultName, faultNames, faultWords } from './fault-words.ts'
import type { Fault } from './faults.ts'
import { type Html, page } from './page.ts'
import { people } from './people.ts'
import type { World } from './world.ts'

/** For a human: what is on, with a button for each thing. Works without script. */
export function panel(world: World, controls: Controls): Hono {
  const routes = new Hono()
  routes.get('/', (c) => c.html(panelPage(world, controls)))
  return routes
}

function panelPage({ app }: World, controls: Controls): Html {
  const active = controls.faults.list()
  return page(
    { title: 'Spotify emulator', wide: true },
    html`<h1>Spotify emulator</h1>
<p>${active.length === 0 ? 'Everything works.' : `Switched on: ${active.map(({ name }) => faultWords[name].title).join(', ')}.`}</p>
${faultsSection(active)}
${tokensSection(controls)}
${peopleSection()}
<section>
<h2>The app</h2>
<dl class="sheet">
<dt>Name</dt><dd>${app.name}</dd>
<dt>Client id</dt><dd><code>${app.clientId}</code></dd>
<dt>Redirect URIs</dt><dd>${app.redirectUris.map((uri) => html`<code>${uri}</code> `)}</dd>
<dt>For programs</dt><dd><a href="/_emulator/state">state</a>, <a href="/_emulator/requests">the last requests</a></dd>
</dl>
</section>`,
  )
}

function faultsSection(active: readonly Fault[]): Html {
  return html`<section>
<h2>What goes wrong</h2>
<ul class="cards">
${faultNames.map((name) =>
  faultCard(
    name,
    active.filter((fault) => fault.name === name),
  ),
)}
</ul>
</section>`
}

function faultCard(name: FaultName, active: readonly Fault[]): Html {
  const { title, says } = faultWords[name]
  const isOn = active.length > 0
  return html`<li class="sheet card${raw(isOn ? ' on' : '')}">
<div>
<strong>${title}${isOn ? ': on' : ''}</strong>
<p class="soft">${says}</p>
${active.map(detailsOf)}
</div>
<form method="post" action="/_emulator/faults">
<input type="hidden" name="name" value="${name}">
<button name="switch" value="${isOn ? 'off' : 'on'}" aria-label="Switch ${isOn ? 'off' : 'on'}: ${title}">Switch ${isOn ? 'off' : 'on'}</button>
</form>
</li>`
}

function detailsOf({ name, ...details }: Fault): Html {
  const words = Object.entries(details).map(([key, value]) => `${key} ${String(value)}`)
  return words.length === 0 ? html`` : html`<p class="soft"><code>${words.join(', ')}</code></p>`
}

function tokensSection({ settings }: Controls): Html {
  return html`<section>
<h2>Tokens and consent</h2>
<form class="row" method="post" action="/_emulator/settings">
<label>Access tokens live (seconds)
<input type="number" name="accessTokenSeconds" min="1" required value="${settings.accessTokenSeconds}"></label>
<label class="tick"><input type="checkbox" name="rotation"${raw(settings.rotation ? ' checked' : '')}>
A refresh brings a new refresh token</label>
<button>Save</button>
</form>
<form class="row" method="post">
<label>Whose <select name="person"><option value="">Everybody's</option>
${people.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}</select></label>
<button formaction="/_emulator/expire-access-tokens">Expire access tokens now</button>
<button formaction="/_emulator/revoke-consent">Take the consent back</button>
<button formaction="/_emulator/reset">Reset everything (signs everybody out)</button>
</form>
</section>`
}

function peopleSection(): Html {
  return html`<section>
<h2>People</h2>
<dl class="sheet">
${people.map(({ id, label, summary }) => html`<dt><bdi>${label}</bdi> <code>${id}</code></dt><dd>${summary}</dd>`)}
</dl>
</section>`
}
