/** A question and the lines that answer it. */
export type Section = readonly [question: string, lines: readonly string[]]

export type Report = {
  day: string
  /** The hosts that the checks called. */
  hosts: readonly string[]
  sections: readonly Section[]
  /** Values to redact from the report. */
  secrets: readonly string[]
}

/** Returns the report as Markdown that can be pasted into an issue. */
export function toMarkdown({ day, hosts, sections, secrets }: Report): string {
  const parts = sections.map(
    ([question, lines], index) => `## ${index + 1}. ${question}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
  )
  const text = `# Behaviour of Spotify\n\nChecked on ${day} at ${hosts.join(' and ')}.\n\n${parts.join('\n')}`
  return secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
}

/** Formats the operator's input as a single line of inline code. */
export const quoted = (text: string) =>
  `\`${text
    .replaceAll(/[`\s]+/g, ' ')
    .trim()
    .slice(0, 200)}\``
