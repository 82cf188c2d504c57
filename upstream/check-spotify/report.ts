/** The title of a question, and its answers. */
export type Section = readonly [question: string, lines: readonly string[]]

export type Report = {
  day: string
  /** The hosts that the check has called. */
  hosts: readonly string[]
  sections: readonly Section[]
  /** Values that must not appear in the report. */
  secrets: readonly string[]
}

/** Returns the report as Markdown, for an issue. */
export function toMarkdown({ day, hosts, sections, secrets }: Report): string {
  const parts = sections.map(
    ([question, lines], index) => `## ${index + 1}. ${question}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
  )
  const text = `# Behaviour of Spotify\n\nChecked on ${day} at ${hosts.join(' and ')}.\n\n${parts.join('\n')}`
  return secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
}

/** Formats text that the operator typed as one line of inline code. */
export const quoted = (text: string) =>
  `\`${text
    .replaceAll(/[`\s]+/g, ' ')
    .trim()
    .slice(0, 200)}\``
