import { html } from 'hono/html'
import { card, type Html } from '../page.ts'

/** The errors that you can trigger without a fault, each with instructions. */
const scenarios = [
  {
    code: 'access_denied',
    title: 'Cancel the sign-in',
    says: 'Start a sign-in and press Cancel on the consent page.',
    label: 'Start a sign-in',
    path: '/api/auth/login?switch=1',
  },
  {
    code: 'state_mismatch',
    title: 'Forge a callback',
    says: 'Open the callback of a sign-in that this browser did not start.',
    label: 'Open a forged callback',
    path: '/api/auth/callback?code=forged&state=forged',
  },
  {
    code: 'not_registered',
    title: 'Sign in as Gus Ternholm',
    says: 'Gus is not registered for the app. Choose him and agree.',
    label: 'Sign in with another account',
    path: '/api/auth/login?switch=1',
  },
  {
    code: 'signed_out',
    title: 'Open a page without a session',
    says: 'Open the playlists while you are signed out.',
    label: 'Open the playlists',
    path: '/playlists',
  },
  {
    code: 'invalid_request',
    title: 'Use an invalid link',
    says: 'Sign in, then open a playlist link with an invalid ID.',
    label: 'Open an invalid link',
    path: '/playlists/half',
  },
  {
    code: 'not_found',
    title: 'Open a missing playlist',
    says: 'Sign in, then open a playlist that does not exist.',
    label: 'Open a missing playlist',
    path: `/playlists/${'0'.repeat(22)}`,
  },
]

export function scenariosSection(home: string): Html {
  return html`<section>
<h2>Scenarios</h2>
<p class="soft">Errors that you can trigger without a fault.</p>
<ul class="cards">
${scenarios.map((scenario) => {
  const href = new URL(scenario.path, home).href
  return card(scenario, html`<p class="way"><a href="${href}">${scenario.label}</a></p>`)
})}
</ul>
</section>`
}
