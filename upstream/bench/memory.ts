import type { App, StandIn } from './apps.ts'
import { viewPages } from './pages.ts'
import { sealSessions } from './sessions.ts'
import { readMemory } from './usage.ts'

export type Point = { sessions: number; mebibytes: number }

/** Measures the app's memory after every `step` page views, up to `end` views in total. Each view uses a new session. */
export async function readCurve(app: App, standIn: StandIn, step: number, end: number): Promise<Point[]> {
  const curve: Point[] = []
  for (let sessions = step; sessions <= end; sessions += step) {
    await viewPages({ app, standIn, count: step, cookies: await sealSessions(step) })
    // Leaves the server idle for a while, so it can free memory.
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    curve.push({ sessions, mebibytes: readMemory(app.pid) })
  }
  return curve
}
