type Rules = Record<string, (text: string) => string | null>
type TrustedTypes = {
  defaultPolicy: object | null
  createPolicy(name: string, rules: Rules): { createScriptURL(address: string): string }
}

/**
 * The app's only Trusted Types policy. Turbopack (Next 16.4.6) sets script URLs as strings, and React (19.3.1) creates script
 * elements by setting `innerHTML` to an empty script. The policy allows only these two cases.
 */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

// Resolves the URL first, because browsers also treat `%2e%2e`, and two dots with a tab in between, as the parent folder.
const isChunk = (address: string) => new URL(address, location.href).href.startsWith(`${origin}/_next/static/`)

const rules: Rules = {
  createScriptURL: (address) => (isChunk(address) ? address : null),
  createHTML(markup) {
    // Removes the styles of Next's built-in error page. The content security policy blocks these styles anyway, and the page works
    // without them.
    if (markup.startsWith(':root {--next-error-')) return ''
    return markup === '<script></script>' ? markup : null
  },
}

if (trustedTypes?.defaultPolicy) approveChunks(trustedTypes.createPolicy('chunks', rules))
else trustedTypes?.createPolicy('default', rules)

/**
 * Applies a separate policy to the script URLs that React and Turbopack set. The separate policy is needed if a user script or
 * browser extension has already created the default policy, because a page can have only one default policy.
 */
function approveChunks(policy: ReturnType<TrustedTypes['createPolicy']>): void {
  const { prototype } = HTMLScriptElement
  const { setAttribute } = prototype
  prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, name === 'src' && isChunk(value) ? policy.createScriptURL(value) : value)
  }
  Object.defineProperty(prototype, 'src', {
    ...Object.getOwnPropertyDescriptor(prototype, 'src'),
    set(this: HTMLScriptElement, address: string) {
      this.setAttribute('src', address)
    },
  })
}
