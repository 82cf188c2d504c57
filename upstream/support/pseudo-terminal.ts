import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Whether the `script` command from util-linux is installed. On macOS, `script` takes different arguments. */
export const hasTerminal = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')

type Options = { cwd: string; env: NodeJS.ProcessEnv }

/** Runs a command in a pseudo-terminal. */
export function startInTerminal(command: string, options: Options) {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], options)
  const ended = once(child, 'exit').then(([code]: number[]) => code)
  let output = ''
  let read = 0
  child.stdout.on('data', (text) => {
    output += text
  })
  return {
    /** Returns everything that the terminal has shown so far. */
    output: () => output,
    ended,
    /** Waits until the command asks `question` after the previous answer, then types `text`. */
    async answer(question: string, text: string): Promise<void> {
      while (!output.slice(read).includes(question)) {
        if (child.exitCode !== null) throw new Error(`The command ended before it asked "${question}":\n${output}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      read = output.indexOf(question, read) + question.length
      child.stdin.write(text)
    },
  }
}
