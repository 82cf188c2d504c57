import { html, raw } from 'hono/html'
import { withholdable } from '../accounts/scopes.ts'
import { people } from '../data/people.ts'
import type { Html } from '../page.ts'
import type { Settings } from '../state.ts'
import type { Controls } from './controls.ts'

/** Forms for what is neither a fault nor a scenario: how long tokens live, what they may do, and their end. */
export function tokensSection({ settings }: Controls): Html {
  return html`<section>
<h2>Tokens and consent</h2>
${settingsForm(settings)}
${endForm()}
</section>`
}

function settingsForm({ accessTokenSeconds, rotation, withheldScopes }: Settings): Html {
  return html`<form class="row" method="post" action="/_emulator/settings">
<label>Access tokens live (seconds)
<input type="number" name="accessTokenSeconds" min="1" required value="${accessTokenSeconds}"></label>
<label class="tick"><input type="checkbox" name="rotation"${raw(rotation ? ' checked' : '')}>
A refresh brings a new refresh token</label>
<label>Not granted, whatever is asked <select name="withheldScope"><option value="">Nothing</option>
${withholdable.map(([scope, words]) => html`<option value="${scope}"${raw(withheldScopes.includes(scope) ? ' selected' : '')}>${words}</option>`)}</select></label>
<button>Save</button>
<p class="small">A permission that is not granted leads to <code>missing_scope</code>, without a call to the API. Seen at the next
sign-in.</p>
</form>`
}

function endForm(): Html {
  return html`<form class="row" method="post">
<label>Whose <select name="person"><option value="">Everybody's</option>
${people.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}</select></label>
<button formaction="/_emulator/expire-access-tokens">Expire access tokens now</button>
<button formaction="/_emulator/revoke-consent">Take the consent back</button>
<button formaction="/_emulator/reset">Reset everything (signs everybody out)</button>
<p class="small">Taking the consent back ends the access tokens too, and leads to <code>consent_expired</code>. So does a reset, for
whoever is still signed in at the app. What a reset cannot end is a limit that the app remembers: that is over when its time is.</p>
</form>`
}
