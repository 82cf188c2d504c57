type Page = {
  nonce: string
  /** Pictures come from Spotify's hosts, and from the origin of the configured API. */
  apiUrl: string | undefined
  isHttps: boolean
  isDevelopment: boolean
}

const spotifyPictures = 'https://*.scdn.co https://*.spotifycdn.com'

/** Content security policy, level 3: only what our pages load; scripts by nonce alone. */
export function contentSecurityPolicy({ nonce, apiUrl, isHttps, isDevelopment }: Page): string {
  return [
    `default-src 'none'`,
    // React and the dev server's own client need eval and inline styles; a production build needs neither.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data: ${spotifyPictures}${apiUrl ? ` ${apiUrl}` : ''}`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** The headers of every page and JSON answer besides the policy. */
export function securityHeaders(isHttps: boolean): [name: string, value: string][] {
  return [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ...(isHttps ? [['strict-transport-security', 'max-age=63072000; includeSubDomains'] as [string, string]] : []),
  ]
}

/** 128 random bits, new for each page. */
export const createNonce = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
