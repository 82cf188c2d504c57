import { html, raw } from 'hono/html'

export type Html = ReturnType<typeof html>

const css = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f3ec, #1b1815); --sheet: light-dark(#fffdf9, #242019);
  --ink: light-dark(#26211b, #efe7da); --soft: light-dark(#675d50, #b3a797);
  --line: light-dark(#ddd3c4, #40382e); --amber: light-dark(#8f4f0b, #eaa24a);
  --on-amber: light-dark(#fffdf9, #1f1608); --glow: light-dark(#f6e7d0, #3a2d1a);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1.25rem 2rem }
main.wide { max-width: 68rem }
.note { margin: 0; padding: .55rem 1.25rem; text-align: center; font-size: .875rem;
  background: var(--glow); border-bottom: 1px solid var(--line) }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0 .75rem; text-wrap: balance }
h2, legend { font-size: 1rem; font-weight: 650; margin: 0 0 .5rem; padding: 0 }
section { margin-top: 2rem }
p { margin: 0 0 .75rem } ul { margin: 0 0 1.5rem; padding-left: 1.1rem } li { margin: .15rem 0 }
a { color: var(--amber) } code { overflow-wrap: anywhere; font-size: .9em }
.soft { color: var(--soft); font-size: .9rem } .small { color: var(--soft); font-size: .8125rem; line-height: 1.4; margin: .25rem 0 0 }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 3px }
.person { position: relative; display: grid; grid-template-columns: auto 1fr; column-gap: .75rem;
  padding: .6rem .9rem; border-top: 1px solid var(--line) }
.person:first-child { border-top: 0 } .person:has(:checked) { background: var(--glow) }
.person input { grid-row: span 2; margin: .3rem 0 0; width: 1.1rem; height: 1.1rem; accent-color: var(--amber) }
.person label { font-weight: 600; overflow-wrap: anywhere } .person label::after { content: ""; position: absolute; inset: 0 }
button, a.button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .4rem 1.1rem; border-radius: 3px; cursor: pointer;
  border: 1px solid var(--soft); background: var(--sheet); color: var(--ink) }
a.button { display: inline-flex; align-items: center; text-decoration: none } .way a { display: inline-flex; align-items: center; min-height: 2.75rem }
button.main { background: var(--amber); border-color: var(--amber); color: var(--on-amber) }
:focus-visible { outline: 3px solid var(--amber); outline-offset: 2px }
.person:has(:focus-visible) { outline: 3px solid var(--amber); outline-offset: -3px } .person input:focus-visible { outline: 0 }
.answers { position: sticky; bottom: 0; display: flex; gap: .75rem; padding: .9rem 0; background: var(--paper) }
.answers button { flex: 1 }
.cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); padding: 0; margin: 0; list-style: none }
.card { display: flex; flex-direction: column; gap: .25rem; padding: .9rem; margin: 0 } .card p { margin: 0 } .card form { margin-top: auto; padding-top: .5rem }
.card.on { border-color: var(--amber); background: var(--glow) }
form + form { margin-top: 1rem }
.row .small { flex-basis: 100%; margin: 0 } .card .way { margin-top: auto }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end } .row label { display: grid; gap: .2rem; font-size: .9rem }
.row label.tick { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem } .tick input { width: 1.1rem; height: 1.1rem; accent-color: var(--amber) }
input[type=number], select { font: inherit; min-height: 2.75rem; padding: .4rem .6rem; border: 1px solid var(--soft); border-radius: 3px;
  background: var(--sheet); color: var(--ink); max-width: 100% }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; padding: .9rem } dt { font-weight: 600 } dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
@media (max-width: 32rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .5rem } }
`

/** The layout of the emulator's pages, which deliberately look different from Spotify's. */
export function page({ title, wide = false }: { title: string; wide?: boolean }, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(css)}</style>
</head>
<body>
<p class="note">This is an emulator, not Spotify.</p>
<main${raw(wide ? ' class="wide"' : '')}>
${content}
</main>
</body>
</html>`
}

type Card = { title: string; says: string; code: string | null; toSee?: string }

export function card({ title, says, code, toSee = '' }: Card, action: Html, details: Html[] | null = null): Html {
  const leads = code === null ? 'No error code: the page is only slow.' : html`Error code: <code>${code}</code>.`
  return html`<li class="sheet card${raw(details ? ' on' : '')}">
<div>
<strong>${title}${details && ': on'}</strong>
<p class="soft">${says}</p>
<p class="small">${leads} ${toSee}</p>
${details}
</div>
${action}
</li>`
}
