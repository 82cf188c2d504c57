import type { Metadata } from 'next'
import { config } from '@/lib/config/server'

/** The canonical URL of a public page. Needs `APP_URL`, so an invalid configuration has none. */
export const toCanonical = (path: string): Metadata => (config() ? { alternates: { canonical: path } } : {})
