import type { Metadata } from 'next'
import { config } from '@/lib/config/server'

/** The one address of a public page, on the origin of the configuration; none where that is broken. */
export const toCanonical = (path: string): Metadata => (config() ? { alternates: { canonical: path } } : {})
