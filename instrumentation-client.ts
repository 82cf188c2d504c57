type Rules = Record<string, (text: string) => string | null>
type TrustedTypes = {
  defaultPolicy: object | null
  createPolicy(name: string, rules: Rules): { createScriptURL(address: string): string }
}

/**
 * The only Trusted Types policy. Turbopack (Next 16.4.6) sets script URLs as strings, and React (19.3.1) creates an empty script
 * element from HTML when it renders a whole page. The policy allows these two cases and no other string as a script or HTML.
 */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

// Resolves the URL as a browser does: `%2e%2e`, and two dots with a tab in between, also mean the parent folder.
const isChunk = (address: string) => new URL(address, location.href).href.startsWith(`${origin}/_next/static/`)

const rules: Rules = {
  createScriptURL: (address) => (isChunk(address) ? address : null),
  createHTML(markup) {
    // The style of Next's built-in error page. `style-src` blocks it anyway, and the page works without it.
    if (markup.startsWith(':root {--next-error-')) return ''
    return markup === '<script></script>' ? markup : null
  },
}

if (trustedTypes?.defaultPolicy) approveChunks(trustedTypes.createPolicy('chunks', rules))
else trustedTypes?.createPolicy('default', rules)

/**
 * A user script or an extension may already have created the default policy, and there can be only one. In that case, this function
 * routes chunk URLs set by React or Turbopack through a policy of our own.
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
