import type { PersonId } from '../../tests/emulator/data/people.ts'
import type { Emulator } from '../../tests/emulator/emulator.ts'
import type { Servers } from '../../tests/support/servers.ts'
import type { Visitor } from '../../tests/support/visitor.ts'

/** Starts a sign-in and issues a code without opening the consent page. Returns the callback's query parameters. */
export async function beginSignIn(visitor: Visitor, servers: Servers, login: string, person: PersonId = 'ada') {
  const { location } = await visitor.send(login)
  return agreeAt(servers, location ?? '', person)
}

export function agreeAt({ spotify }: Servers, authorize: string, person: PersonId): URLSearchParams {
  const query = new URL(authorize).searchParams
  const code = spotify.codeFor(person, {
    scopes: (query.get('scope') ?? '').split(' '),
    redirectUri: query.get('redirect_uri') ?? '',
    codeChallenge: query.get('code_challenge'),
  } as Parameters<Emulator['codeFor']>[1])
  return new URLSearchParams({ code, state: query.get('state') ?? '' })
}

/** Returns the URL that the first button on a page links to. */
export function firstButtonOf(page: string): string {
  const link = page.match(/<a [^>]*class="button"[^>]*>/)?.[0] ?? ''
  return link.match(/href="([^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
}
