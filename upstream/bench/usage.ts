import { readFileSync } from 'node:fs'

/** What the operating system says of one process; nothing where it is not Linux. */

const ticksPerSecond = 100

/** Processor time so far, of user and system. */
export function readCpuMs(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  // The name may have spaces in it: what counts begins after its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000
}

/** Memory that it holds at the moment, in MiB. */
export const readMemory = (pid: number): number =>
  Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1]) / 1_024

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
