import type { Metadata } from 'next'
import { config } from '@/lib/config/server'

/** Returns metadata with the canonical URL of a public page, or empty metadata if the configuration is invalid. */
export const toCanonical = (path: string): Metadata => (config() ? { alternates: { canonical: path } } : {})
