import { html, raw } from 'hono/html'
import type { Html } from '../page.ts'

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
