import { operatorAdvice } from '../../app/_components/errors/operator-advice.ts'
import { describeReason, type ReasonCode, reasonCodes } from '../../lib/error-messages.ts'
import { provocations } from '../../tests/support/provocations.ts'

const onSignInPage: readonly ReasonCode[] = [
  'access_denied',
  'state_mismatch',
  'code_rejected',
  'client_rejected',
  'consent_expired',
  'not_registered',
  'login_failed',
  'signed_out',
]

/**
 * Returns the screenshot's path in `docs/failures`. Screenshots of the sign-in page are in `sign-in`, and all others are in
 * `pages`.
 */
export const pictureOf = (code: ReasonCode): string =>
  `${onSignInPage.includes(code) ? 'sign-in' : 'pages'}/${code}.png`

/** Returns the contents of `docs/failures.md`, with the messages that the app shows. */
export const toFailuresPage = (madeOn: string): string => `# Error gallery

Each error that visitors or API clients can encounter has a code. The code appears in small print on the error page, in JSON
responses, in the URL of the sign-in page and in the log. This gallery shows what each error looks like on a phone, and what the
visitor and the site's owner can do about it.

To see an error yourself, run \`npm run demo\`, and open the app and the emulator's panel at the URLs that the command prints.
The instructions below use quotation marks for the names of buttons, cards and settings on the panel. Always use the browser's
reload button to reload a page, because only this button bypasses the app's 30-second cache of Spotify's responses.

\`npm run failures --prefix upstream\` used the emulator to generate this page and its screenshots on ${madeOn}. After you change
\`lib/error-messages.ts\`, run the command again.

${reasonCodes.map(toLink).join('\n')}

${reasonCodes.map(toEntry).join('\n\n')}
`

const toLink = (code: ReasonCode): string => `- [\`${code}\`](#${code}): ${describeReason(code).title}`

function toEntry(code: ReasonCode): string {
  const { status, title, description, advice } = describeReason(code)
  const forOperator = operatorAdvice[code]
  const { when, demo } = provocations[code]
  const lines = [
    `## ${code}`,
    `**${title}** (status ${status})`,
    `![The error page for ${code}: ${title}](failures/${pictureOf(code)})`,
    [
      `- When: ${when}`,
      `- Message: ${description}`,
      `- For the visitor: ${advice}`,
      ...(forOperator ? [`- For the owner: ${forOperator.advice}`] : []),
      `- In the demo: ${demo}`,
    ].join('\n'),
  ]
  return lines.join('\n\n')
}
