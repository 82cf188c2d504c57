import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export const isTerminal = () => Boolean(process.stdin.isTTY && process.stdout.isTTY)

/** Opens a terminal for prompting the user. Ctrl-C and Ctrl-D call `stop`. */
export function openTerminal(stop: () => never) {
  let isShown = false
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) process.stdout.write(chunk)
      done()
    },
  })
  // Keeps no history; otherwise, the up arrow would show earlier answers, such as the secret.
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })
  // After each line, hides all input until the next visible question, because further pasted lines could contain the secret.
  lines.on('line', () => {
    isShown = false
  })
  lines.on('close', stop)

  /** Asks a question. Hides the answer as it is typed if `isSecret` is true. */
  async function ask(question: string, isSecret = false): Promise<string> {
    isShown = !isSecret
    if (isSecret) process.stdout.write(question)
    lines.setPrompt(isSecret ? '' : question)
    lines.prompt()
    const [line] = await once(lines, 'line')
    if (isSecret) process.stdout.write('\n')
    return line.trim()
  }

  return {
    ask,
    /** Asks a yes/no question. Enter means `isYes`. */
    async confirm(question: string, isYes = false): Promise<boolean> {
      for (;;) {
        const answer = await ask(`${question} [${isYes ? 'Y/n' : 'y/N'}] `)
        if (answer === '') return isYes
        if (/^(?:y|yes|n|no)$/i.test(answer)) return /^y/i.test(answer)
      }
    },
    close() {
      lines.off('close', stop)
      lines.close()
    },
  }
}
