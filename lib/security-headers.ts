import { noStore } from './respond'

type Surroundings = {
  /** The public origin; absent where the configuration is broken. */
  appUrl: string | undefined
  /** Pictures come from Spotify's hosts, and from the origin of the configured API. */
  apiUrl: string | undefined
  isDevelopment: boolean
}

export const policyHeader = 'content-security-policy'

/** The headers of every page and JSON answer: a content security policy with a new nonce, and what goes with it. */
export function pageHeaders({ appUrl, apiUrl, isDevelopment }: Surroundings): Record<string, string> {
  return { ...fixedHeaders(appUrl), [policyHeader]: contentSecurityPolicy(createNonce(), apiUrl, isDevelopment) }
}

/** The same without the policy, for an answer that shows nothing. */
export function fixedHeaders(appUrl: string | undefined): Record<string, string> {
  const isHttps = appUrl?.startsWith('https:') ?? false
  return {
    ...noStore,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(isHttps && { 'strict-transport-security': 'max-age=63072000' }),
  }
}

/** Only what our pages load; scripts by nonce alone (Content Security Policy, level 3). */
function contentSecurityPolicy(nonce: string, apiUrl: string | undefined, isDevelopment: boolean): string {
  return [
    `default-src 'none'`,
    // React's and the dev server's own client need eval and inline styles; a production build needs neither.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data: https://*.scdn.co https://*.spotifycdn.com${apiUrl ? ` ${apiUrl}` : ''}`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** 128 random bits. */
const createNonce = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')

/** The nonce of a policy, for a script of ours; Next puts it on its own by itself. */
export const readNonce = (policy: string | null): string | undefined => policy?.match(/'nonce-([^']+)'/)?.[1]
