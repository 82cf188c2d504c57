type Rules = Record<string, (text: string) => string | null>
type TrustedTypes = {
  defaultPolicy: object | null
  createPolicy(name: string, rules: Rules): { createScriptURL(address: string): string }
}

/**
 * The only policy for trusted types. Turbopack (Next 16.4.6) sets the URLs of scripts as strings, and React (19.3.1) creates an empty
 * script element from HTML when it renders a whole page. No other string becomes a script or HTML.
 */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

// Resolved like the browser does: `%2e%2e` and two dots with a tab in between also mean the parent folder.
const isChunk = (address: string) => new URL(address, location.href).href.startsWith(`${origin}/_next/static/`)

const rules: Rules = {
  createScriptURL: (address) => (isChunk(address) ? address : null),
  createHTML(markup) {
    // The style of Next's built-in error page, which `style-src` blocks too: the page shows without it.
    if (markup.startsWith(':root {--next-error-')) return ''
    return markup === '<script></script>' ? markup : null
  },
}

if (trustedTypes?.defaultPolicy) approveChunks(trustedTypes.createPolicy('chunks', rules))
else trustedTypes?.createPolicy('default', rules)

/**
 * A user script or an extension may have created the default policy, and there can be only one. Then the URLs of chunks go through a
 * policy of our own, whether React or Turbopack sets them.
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
