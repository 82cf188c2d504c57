import { createMemory, type Memory } from '@/lib/session/context'

/**
 * Returns this instance's memory. The `spotify-redis` item replaces this file, so the instances share some of the memory's
 * contents.
 */
export const createSharedMemory = ({ now }: { now: () => number }): Memory => createMemory(now)
