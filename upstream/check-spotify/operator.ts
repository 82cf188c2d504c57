import { createInterface } from 'node:readline'
import type { Api } from './about-shapes.ts'
import { quoted } from './report.ts'

export type Operator = ReturnType<typeof openOperator>

/** Asks the operator questions in the terminal. Once the input has ended, every answer is an empty string. */
export function openOperator() {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  async function ask(question: string): Promise<string> {
    process.stdout.write(`\n${question} `)
    const line = await lines.next()
    return line.done ? '' : line.value.trim()
  }
  return { ask, confirm: async (question: string) => /^y(?:es)?$/i.test(await ask(`${question} [y/N]`)) }
}

/** Question 6: does the app's owner have to be listed under User Management? */
export async function aboutOwner(api: Api, operator: Operator): Promise<string[]> {
  const isOwner = await operator.confirm("Are you the app's owner?")
  const isListed = await operator.confirm('Is your account listed under User Management?')
  const { says } = await api('/me')
  return [`Owner: ${yesOrNo(isOwner)}. Listed: ${yesOrNo(isListed)}. \`/me\`: ${says}`]
}

/** Question 8: can a loopback redirect URI be registered without a port? */
export async function aboutRedirectUri(operator: Operator): Promise<string[]> {
  const withPort = await operator.confirm('Did you have to add the port to the redirect URI?')
  return [
    withPort
      ? 'No: the redirect URI had to be registered with its port.'
      : 'Yes: it was registered without a port, and the sign-in used one.',
  ]
}

/** Question 10: what do Spotify's error pages say? */
export async function aboutPages(accountsUrl: string, { ask }: Operator): Promise<string[]> {
  const whatItSays = async (query: Record<string, string>) =>
    answerOf(
      await ask(
        `Open ${accountsUrl}/authorize?${new URLSearchParams(query)}\nWhat does the page say? (To skip, press Enter.)`,
      ),
    )
  const wrong = { client_id: '0'.repeat(32), response_type: 'code', redirect_uri: 'http://127.0.0.1/callback' }
  return [
    `An unknown \`client_id\`: ${await whatItSays(wrong)}`,
    `No \`client_id\`: ${await whatItSays({ response_type: 'code' })}`,
  ]
}

const yesOrNo = (answer: boolean) => (answer ? 'yes' : 'no')
const answerOf = (text: string) => (text === '' ? 'not asked' : quoted(text))
