import { createMemory, type Memory } from '@/lib/session/context'

/** Returns this instance's memory. The `spotify-redis` item replaces this file so that instances share part of the memory. */
export const createSharedMemory = ({ now }: { now: () => number }): Memory => createMemory(now)
