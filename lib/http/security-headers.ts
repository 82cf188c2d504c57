import { reportsPath } from '@/lib/urls'
import { noStore } from './responses'

type Surroundings = {
  /** The public origin; absent where the configuration is broken. */
  appUrl: string | undefined
  /** Pictures come from Spotify's hosts, and from the origin of the configured API. */
  apiUrl: string | undefined
  isDevelopment: boolean
}

export const policyHeader = 'content-security-policy'

/** What a browser lets pages do if they ask, by the names that Chromium 156 knows without experiments. We do none of it. */
const permissionsPolicy = [
  ...['accelerometer', 'autoplay', 'camera', 'captured-surface-control', 'clipboard-read', 'clipboard-write'],
  ...['compute-pressure', 'cross-origin-isolated', 'display-capture', 'encrypted-media', 'fullscreen', 'gamepad'],
  ...['geolocation', 'gyroscope', 'hid', 'identity-credentials-get', 'idle-detection', 'keyboard-map', 'local-fonts'],
  ...['magnetometer', 'microphone', 'midi', 'otp-credentials', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'storage-access'],
  ...['sync-xhr', 'unload', 'usb', 'window-management', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/** The headers of every page and JSON answer: a content security policy with a new nonce, and what goes with it. */
export function pageHeaders(surroundings: Surroundings): Record<string, string> {
  return {
    ...fixedHeaders(surroundings.appUrl),
    [policyHeader]: contentSecurityPolicy(createNonce(), surroundings),
    ...(isHttps(surroundings.appUrl) && { 'reporting-endpoints': `policy="${reportsPath}"` }),
    'permissions-policy': permissionsPolicy,
  }
}

/** The same without the policies, for an answer that shows nothing. */
export function fixedHeaders(appUrl: string | undefined): Record<string, string> {
  return {
    ...noStore,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps(appUrl) && { 'strict-transport-security': 'max-age=63072000' }),
  }
}

const isHttps = (appUrl = '') => appUrl.startsWith('https:')

/** Only what our pages load; scripts by nonce alone (Content Security Policy, level 3). */
function contentSecurityPolicy(nonce: string, { appUrl, apiUrl, isDevelopment }: Surroundings): string {
  return [
    `default-src 'none'`,
    // React's and the dev server's own client need eval and inline styles; a production build needs neither.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' https://*.scdn.co https://*.spotifycdn.com${apiUrl ? ` ${apiUrl}` : ''}`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
    // The dev server's client writes markup as text.
    ...(isDevelopment ? [] : [`require-trusted-types-for 'script'`, 'trusted-types default chunks']),
    `report-uri ${reportsPath}`,
    // The newer word silences the older one, and works on https only (Chromium 156).
    ...(isHttps(appUrl) ? ['report-to policy'] : []),
  ].join('; ')
}

/** 128 random bits. */
const createNonce = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')

/** The nonce of a policy, for a script of ours; Next puts it on its own by itself. */
export const readNonce = (policy: string | null): string | undefined => policy?.match(/'nonce-([^']+)'/)?.[1]
