import { isHttps } from '@/lib/session/urls'
import { reportsPath } from '@/lib/urls'
import { noStore } from './handlers'

type PolicyOptions = {
  /** The app's public origin; `undefined` if the configuration is invalid. */
  appUrl: string | undefined
  /** The origin of the Web API. The emulator also serves images from this origin. */
  apiUrl: string | undefined
  isDevelopment: boolean
}

export const policyHeader = 'content-security-policy'

/** Disables the browser features that pages can request in Chromium 156, because the app uses none of them. */
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

/** Returns the security headers for responses that aren't pages. */
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

/** Returns the security headers for a page, with a new nonce for its scripts. */
export function pageHeaders(options: PolicyOptions): Record<string, string> {
  return {
    ...fixedHeaders(options.appUrl),
    [policyHeader]: contentSecurityPolicy(createNonce(), options),
    ...(isHttps(options.appUrl) && { 'reporting-endpoints': `policy="${reportsPath}"` }),
    'permissions-policy': permissionsPolicy,
  }
}

/**
 * Returns a content security policy (Level 3) that allows only what the app's pages load. A script runs only if it has the nonce
 * or is loaded by a script that has the nonce.
 */
function contentSecurityPolicy(nonce: string, { appUrl, apiUrl, isDevelopment }: PolicyOptions): string {
  return [
    `default-src 'none'`,
    // In development, React and the Next.js development client need `eval` and inline styles.
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
    // Trusted Types are off in development, because the Next.js development client creates HTML from strings.
    ...(isDevelopment ? [] : [`require-trusted-types-for 'script'`, 'trusted-types default chunks']),
    `report-uri ${reportsPath}`,
    // If `report-to` is present, Chromium (156) ignores `report-uri`. `report-to` requires HTTPS.
    ...(isHttps(appUrl) ? ['report-to policy'] : []),
  ].join('; ')
}

/** Returns 128 random bits in Base64. */
const createNonce = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')

/**
 * Returns the nonce from a content security policy, for use in the app's inline script. Next.js adds the nonce to its own scripts
 * automatically.
 */
export const readNonce = (policy: string | null): string | undefined => policy?.match(/'nonce-([^']+)'/)?.[1]
