import { html, raw } from 'hono/html'
import { withholdable } from '../accounts/scopes.ts'
import { people } from '../data/people.ts'
import type { Html } from '../page.ts'
import type { Settings } from '../state.ts'
import type { Controls } from './controls.ts'

/** Forms for changing token settings and for expiring or revoking tokens. */
export function tokensSection({ settings }: Controls): Html {
  return html`<section>
<h2>Tokens and consent</h2>
${settingsForm(settings)}
${revokeForm()}
</section>`
}

function settingsForm({ accessTokenSeconds, rotation, withheldScopes }: Settings): Html {
  return html`<form class="row" method="post" action="/_emulator/settings">
<label>Access token lifetime (seconds)
<input type="number" name="accessTokenSeconds" min="1" required value="${accessTokenSeconds}"></label>
<label class="tick"><input type="checkbox" name="rotation"${raw(rotation ? ' checked' : '')}>
Each refresh issues a new refresh token</label>
<label>Permission to withhold <select name="withheldScope"><option value="">None</option>
${withholdable.map(([scope, description]) => html`<option value="${scope}"${raw(withheldScopes.includes(scope) ? ' selected' : '')}>${description}</option>`)}</select></label>
<button>Save settings</button>
<p class="small">A withheld permission leads to <code>missing_scope</code> without a call to the API. To see it, sign in again.</p>
</form>`
}

function revokeForm(): Html {
  return html`<form class="row" method="post">
<label>Person <select name="person"><option value="">Everybody</option>
${people.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}</select></label>
<button formaction="/_emulator/expire-access-tokens">Expire access tokens now</button>
<button formaction="/_emulator/revoke-consent">Revoke consent</button>
<button formaction="/_emulator/reset">Reset the emulator (signs everybody out)</button>
<p class="small">Revoking consent also ends the access tokens and leads to <code>consent_expired</code>. A reset has the same
effects for everybody who is signed in to the app. A reset does not clear a rate limit that the app remembers: the
app waits until the limit expires.</p>
</form>`
}
