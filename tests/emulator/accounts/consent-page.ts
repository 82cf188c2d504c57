import { html, raw } from 'hono/html'
import { type Person, type PersonId, people } from '../data/people.ts'
import { type Html, page } from '../page.ts'
import { scopesInWords } from './scopes.ts'

export type ConsentPageOptions = {
  appName: string
  /** The whole authorize query; it comes back with the answer and is checked again. */
  rawQuery: string
  scopes: readonly string[]
  /** Who was here last in this browser. */
  person: PersonId | null
}

export function consentPage({ appName, rawQuery, scopes, person }: ConsentPageOptions): Html {
  const chosen = person ?? people[0]?.id
  return page(
    { title: `Sign in to ${appName}` },
    html`<h1>${appName} asks to use an account</h1>
<p>If you agree, it may:</p>
<ul>
<li>See your public profile</li>
${scopesInWords(scopes).map((words) => html`<li>${words}</li>`)}
</ul>
<form method="post" action="/authorize">
<input type="hidden" name="query" value="${rawQuery}">
<fieldset>
<legend>Who are you today?</legend>
<div class="sheet">
${people.map((each) => choice(each, each.id === chosen))}
</div>
</fieldset>
<div class="answers">
<button class="main" name="answer" value="agree">Agree</button>
<button name="answer" value="cancel">Cancel</button>
</div>
</form>
<p class="soft">Nobody here is real, and nothing you choose leaves this computer.</p>`,
  )
}

function choice({ id, label, summary }: Person, isChosen: boolean): Html {
  return html`<div class="person">
<input type="radio" name="person" id="${id}" value="${id}" aria-describedby="${id}-is"${raw(isChosen ? ' checked' : '')}>
<label for="${id}"><bdi>${label}</bdi></label>
<span class="soft" id="${id}-is">${summary}</span>
</div>`
}

/** The person is stuck here, as at Spotify: the app gets no callback. */
export function refusalPage(text: string): Html {
  return page(
    { title: 'This sign-in cannot go on' },
    html`<h1>${text}</h1>
<p>At Spotify, too, this is where the sign-in ends: the app is set up wrongly and does not hear of it.</p>
<p class="soft">Compare the client id, the redirect URI and the scopes with what the <a href="/">emulator</a> knows.</p>`,
  )
}
