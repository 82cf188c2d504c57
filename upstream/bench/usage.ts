import { readFileSync } from 'node:fs'

/** Processor time and memory of a process, on Linux only. */

const ticksPerSecond = 100

/** User and system time so far. */
export function readCpuMs(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  // The process name can contain spaces, so the other fields are counted from its closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000
}

/** Current memory in MiB. */
export const readMemory = (pid: number): number =>
  Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1]) / 1_024

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
