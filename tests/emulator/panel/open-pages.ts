import { Hono } from 'hono'
import { html } from 'hono/html'
import { page } from '../page.ts'

/** Where the links to Spotify lead. */
export function openPages(): Hono {
  const routes = new Hono()
  routes.get('/open/:kind/:id', (c) => {
    const { kind, id } = c.req.param()
    return c.html(
      page(
        { title: `A ${kind}` },
        html`<h1>Here Spotify would open</h1>
<p>At the real Spotify this link opens the ${kind} <code>${id}</code>.</p>
<p><a href="/">To the emulator's panel</a></p>`,
      ),
    )
  })
  return routes
}
