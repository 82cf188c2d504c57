/** A question and what came of it. */
export type Section = readonly [question: string, lines: readonly string[]]

export type Report = {
  day: string
  /** Where the questions were asked. */
  hosts: readonly string[]
  sections: readonly Section[]
  /** What must not stand in it, whatever Spotify or the operator wrote. */
  secrets: readonly string[]
}

/** Markdown for an issue. */
export function toMarkdown({ day, hosts, sections, secrets }: Report): string {
  const parts = sections.map(
    ([question, lines], index) => `## ${index + 1}. ${question}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
  )
  const text = `# What Spotify answers\n\nAsked on ${day} at ${hosts.join(' and ')}.\n\n${parts.join('\n')}`
  return secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[left out]'), text)
}

/** What somebody typed, in one line that Markdown leaves alone. */
export const quoted = (text: string) =>
  `\`${text
    .replaceAll(/[`\s]+/g, ' ')
    .trim()
    .slice(0, 200)}\``
