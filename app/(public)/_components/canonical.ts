import type { Metadata } from 'next'
import { config } from '@/lib/config/server'

/** Returns metadata with a public page's canonical URL, or empty metadata if the app's configuration is invalid. */
export const toCanonical = (path: string): Metadata => (config() ? { alternates: { canonical: path } } : {})
