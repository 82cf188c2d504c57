import { readFileSync } from 'node:fs'

/** Measures the processor time and memory of a process. Works only on Linux. */

const ticksPerSecond = 100

/** Returns the processor time that the process has used so far (user and system), in milliseconds. */
export function readCpuMs(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  // The process name can contain spaces, so the fields are counted from the closing parenthesis after the name.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000
}

/** Returns how much memory the process currently uses, in MiB. */
export const readMemory = (pid: number): number =>
  Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1]) / 1_024

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
