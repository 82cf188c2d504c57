import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { people } from '../data/people.ts'
import { describeFault, type FaultName, faultDescriptions, faultNames } from '../faults/descriptions.ts'
import type { Fault } from '../faults/faults.ts'
import { type Html, page } from '../page.ts'
import type { App, EmulatorState } from '../state.ts'
import type { Controls } from './controls.ts'
import { homeOf, type Scenario, scenariosFor } from './scenarios.ts'
import { tokensSection } from './tokens.ts'

/** The emulator's home page, which has a button for each fault and works without JavaScript. */
export function panel(state: EmulatorState, controls: Controls): Hono {
  const routes = new Hono()
  routes.get('/', (c) => c.html(panelPage(state, controls)))
  return routes
}

function panelPage({ app }: EmulatorState, controls: Controls): Html {
  const active = controls.faults.list()
  const home = homeOf(app)
  return page(
    { title: 'Spotify emulator', wide: true },
    html`<h1>Spotify emulator</h1>
<p>${active.length === 0 ? 'No active faults.' : `Active faults: ${active.map(({ name }) => faultDescriptions[name].title).join(', ')}.`}</p>
${home === null ? '' : html`<p><a class="button" href="${home}">Open the app</a></p>`}
${faultsSection(active)}
${scenariosSection(scenariosFor(app))}
${tokensSection(controls)}
${peopleSection()}
${appSection(app)}`,
  )
}

function faultsSection(active: readonly Fault[]): Html {
  return html`<section>
<h2>Faults</h2>
<p class="soft">Switch on a fault, then use the app. The app's error page shows the error code in small print.
If a page doesn't show the error, reload the page with the browser's button, because the app keeps responses for half a minute.</p>
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
  const { title, says, code, toSee, panel: details = {} } = describeFault(name)
  const isOn = active.length > 0
  return html`<li class="sheet card${raw(isOn ? ' on' : '')}">
<div>
<strong>${title}${isOn ? ': on' : ''}</strong>
<p class="soft">${says}</p>
${smallPrint(code, toSee)}
${active.map(detailsOf)}
${isOn ? html`<p class="small">Pages keep Spotify's responses for half a minute. Reload the page to see the fault now.</p>` : ''}
</div>
<form method="post" action="/_emulator/faults">
<input type="hidden" name="name" value="${name}">
${Object.entries(details).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}
<button name="switch" value="${isOn ? 'off' : 'on'}" aria-label="Switch ${isOn ? 'off' : 'on'}: ${title}">Switch ${isOn ? 'off' : 'on'}</button>
</form>
</li>`
}

function smallPrint(code: string | null, toSee = ''): Html {
  const leads = code === null ? 'No error code: the page is only slow.' : html`Error code: <code>${code}</code>.`
  return html`<p class="small">${leads} ${toSee}</p>`
}

function detailsOf({ name, ...details }: Fault): Html {
  const parameters = Object.entries(details).map(([key, value]) => `${key} ${String(value)}`)
  return parameters.length === 0 ? html`` : html`<p class="small"><code>${parameters.join(', ')}</code></p>`
}

function scenariosSection(scenarios: readonly Scenario[]): Html {
  if (scenarios.length === 0) return html``
  return html`<section>
<h2>Scenarios</h2>
<p class="soft">Errors that you can trigger without a fault.</p>
<ul class="cards">
${scenarios.map(
  ({ code, title, says, link }) => html`<li class="sheet card">
<div>
<strong>${title}</strong>
<p class="soft">${says}</p>
${smallPrint(code)}
</div>
<p class="way"><a href="${link.href}">${link.label}</a></p>
</li>`,
)}
</ul>
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

function appSection({ name, clientId, redirectUris }: App): Html {
  return html`<section>
<h2>The app</h2>
<dl class="sheet">
<dt>Name</dt><dd>${name}</dd>
<dt>Client ID</dt><dd><code>${clientId}</code></dd>
<dt>Redirect URIs</dt><dd>${redirectUris.map((uri) => html`<code>${uri}</code> `)}</dd>
<dt>JSON</dt><dd><a href="/_emulator/state">state</a>, <a href="/_emulator/requests">last requests</a></dd>
</dl>
</section>`
}
