import type { Person } from './client.ts'

/** Opens the authorization URL, selects the user and agrees, as a browser without JavaScript would. Returns the callback URL. */
export async function agree({ label, id, before, after }: Person, authorize: URL): Promise<URL> {
  const address = before(authorize)
  const page = await fetch(address, { redirect: 'manual' })
  const text = await page.text()
  const query = /name="query" value="([^"]*)"/.exec(text)?.[1]
  if (query === undefined || !text.includes(label)) throw new Error(`Spotify shows the page "${headingOf(text)}"`)
  const form = new URLSearchParams({ query: unescaped(query), person: id, answer: 'agree' })
  const answer = await fetch(new URL('/authorize', address), { method: 'POST', body: form, redirect: 'manual' })
  const callback = answer.headers.get('location')
  if (!callback) throw new Error(`Spotify shows the page "${headingOf(await answer.text())}"`)
  return after(new URL(callback))
}

const headingOf = (page: string) => /<h1>([^<]*)/.exec(page)?.[1] ?? 'nothing'

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
