import { Hono } from 'hono'
import { html } from 'hono/html'
import { page } from '../page.ts'

/** Pages that replace the pages on open.spotify.com. Each page identifies the item that would open in Spotify. */
export function openPages(): Hono {
  const routes = new Hono()
  routes.get('/open/:kind/:id', (c) => {
    const { kind, id } = c.req.param()
    return c.html(
      page(
        { title: `A ${kind}` },
        html`<h1>Spotify would open here</h1>
<p>In Spotify, this link opens the ${kind} <code>${id}</code>.</p>
<p><a href="/">Go to the emulator panel</a></p>`,
      ),
    )
  })
  return routes
}
