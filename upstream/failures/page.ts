import { describeReason, type ReasonCode, reasonCodes } from '../../lib/error-messages.ts'
import { provocations } from '../../tests/support/provocations.ts'

/** `docs/failures.md`, from the words that the app itself shows. */
export const toFailuresPage = (madeOn: string): string => `# Every failure in pictures

Each failure that a visitor or a program can meet has one code. It stands in small print on the page, in the JSON error, in
the address of the sign-in page and in the log. This page shows what a visitor sees on a phone, what they
can do, and what whoever runs the site can do, where that is anything.

To see one for yourself, start \`npm run demo\`, open the app, and the emulator's panel beside it: the terminal prints both
addresses. What is in quotes below is a button or a card of that panel.
Reload: what a page has read is shown again for half a minute.

Made by \`npm run failures --prefix upstream\` on ${madeOn}: pictures of the running app, with the emulator in Spotify's place. If you change
the text in \`lib/error-messages.ts\`, make this page again.

${reasonCodes.map(toLink).join('\n')}

${reasonCodes.map(toEntry).join('\n\n')}
`

const toLink = (code: ReasonCode): string => `- [\`${code}\`](#${code}): ${describeReason(code).title}`

function toEntry(code: ReasonCode): string {
  const { status, title, description, advice, operatorAdvice } = describeReason(code)
  const { when, demo } = provocations[code]
  const lines = [
    `## ${code}`,
    `**${title}** (status ${status})`,
    `![The page for ${code}: ${title}](failures/${code}.png)`,
    [
      `- When: ${when}`,
      `- The visitor reads: ${description}`,
      `- The visitor can do: ${advice}`,
      ...(operatorAdvice ? [`- Whoever runs the site can do: ${operatorAdvice}`] : []),
      `- In the demo: ${demo}`,
    ].join('\n'),
  ]
  return lines.join('\n\n')
}
