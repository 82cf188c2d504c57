import { html, raw } from 'hono/html'
import { type Person, type PersonId, people } from '../data/people.ts'
import { type Html, page } from '../page.ts'
import { describeScopes } from './scopes.ts'

export type ConsentPageOptions = {
  appName: string
  /** The authorization request's query, which the form submits and the emulator validates again. */
  rawQuery: string
  scopes: readonly string[]
  /** The user who last signed in with this browser, if known. */
  person: PersonId | null
}

export function consentPage({ appName, rawQuery, scopes, person }: ConsentPageOptions): Html {
  const chosen = person ?? people[0]?.id
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
${people.map((each) => choice(each, each.id === chosen))}
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
export function refusalPage(text: string): Html {
  return page(
    { title: 'Sign-in failed' },
    html`<h1>${text}</h1>
<p>The app is not configured correctly. Spotify shows a similar error page, and the app gets no callback.</p>
<p class="soft">Compare the app's client ID, redirect URI and scopes with those on the <a href="/">emulator panel</a>.</p>`,
  )
}
