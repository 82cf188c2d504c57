import { createInterface } from 'node:readline'
import type { Api } from './about-shapes.ts'
import { quoted } from './report.ts'

export type Operator = ReturnType<typeof openOperator>

/** Whoever sits at the terminal. The end of the input is an empty answer to all that is left. */
export function openOperator() {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  async function ask(question: string): Promise<string> {
    process.stdout.write(`\n${question} `)
    const line = await lines.next()
    return line.done ? '' : line.value.trim()
  }
  return { ask, confirm: async (question: string) => /^y(?:es)?$/i.test(await ask(`${question} [y/N]`)) }
}

/** 6: does the owner need to be on the app's own list? */
export async function aboutOwner(api: Api, operator: Operator): Promise<string[]> {
  const isOwner = await operator.confirm("Are you the app's owner?")
  const isListed = await operator.confirm('Is your account on its list, under User Management?')
  const { says } = await api('/me')
  return [`Owner: ${yesOrNo(isOwner)}. On the list: ${yesOrNo(isListed)}. \`/me\`: ${says}`]
}

/** 8: may a loopback address be registered without its port? */
export async function aboutRedirectUri(operator: Operator): Promise<string[]> {
  const withPort = await operator.confirm('Did you have to add the port to the redirect URI?')
  return [
    withPort ? 'Refused: the port had to be registered.' : 'Registered without, signed in with one: it came back.',
  ]
}

/** 10: what do Spotify's own error pages say? Only a person sees them. */
export async function aboutPages(accountsUrl: string, { ask }: Operator): Promise<string[]> {
  const whatItSays = async (query: Record<string, string>) =>
    answerOf(
      await ask(`Open ${accountsUrl}/authorize?${new URLSearchParams(query)}\nWhat does it say? (Enter: not asked)`),
    )
  const wrong = { client_id: '0'.repeat(32), response_type: 'code', redirect_uri: 'http://127.0.0.1/callback' }
  return [
    `An unknown \`client_id\`: ${await whatItSays(wrong)}`,
    `No \`client_id\`: ${await whatItSays({ response_type: 'code' })}`,
  ]
}

const yesOrNo = (answer: boolean) => (answer ? 'yes' : 'no')
const answerOf = (text: string) => (text === '' ? 'not asked' : quoted(text))
