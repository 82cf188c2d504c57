import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export type Terminal = {
  ask: (question: string) => Promise<string>
  /** Asks a question and hides the answer as it is typed. */
  askSecret: (question: string) => Promise<string>
  confirm: (question: string) => Promise<boolean>
  close: () => void
}

export const isTerminal = () => Boolean(process.stdin.isTTY && process.stdout.isTTY)

/** Opens a terminal for prompting the user. Ctrl-C and Ctrl-D call `stop`. */
export function openTerminal(stop: () => never): Terminal {
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

  async function answerTo(prompt: string): Promise<string> {
    lines.setPrompt(prompt)
    lines.prompt()
    const [line] = await once(lines, 'line')
    return line.trim()
  }

  function ask(question: string): Promise<string> {
    isShown = true
    return answerTo(question)
  }

  return {
    ask,
    async askSecret(question) {
      process.stdout.write(question)
      const answer = await answerTo('')
      process.stdout.write('\n')
      return answer
    },
    confirm: async (question) => /^y(?:es)?$/i.test(await ask(`${question} [y/N] `)),
    close() {
      lines.off('close', stop)
      lines.close()
    },
  }
}
