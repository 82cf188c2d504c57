type Rules = Record<string, (text: string) => string | null>
type TrustedTypes = {
  defaultPolicy: object | null
  /** What its policy makes of text is no text, but is accepted where text is not. */
  createPolicy(name: string, rules: Rules): { createScriptURL(address: string): string }
}

/**
 * The one gate for trusted types, before anything else runs. Turbopack's loader writes the addresses of scripts as text
 * (Next 16.4.6), and React makes an empty script element from markup where it draws a whole page anew (19.3.1): no other
 * text becomes a script or markup.
 */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

// As the browser will read it: to it, `%2e%2e` and two dots with a tab between them lead a folder up as well.
const isChunk = (address: string) => new URL(address, location.href).href.startsWith(`${origin}/_next/static/`)

const rules: Rules = {
  createScriptURL: (address) => (isChunk(address) ? address : null),
  createHTML(markup) {
    // The style of Next's last error page, which `style-src` refuses as well: without it the page is plain, but there.
    if (markup.startsWith(':root {--next-error-')) return ''
    return markup === '<script></script>' ? markup : null
  },
}

if (trustedTypes?.defaultPolicy) approveChunks(trustedTypes.createPolicy('chunks', rules))
else trustedTypes?.createPolicy('default', rules)

/**
 * A user script or an extension may have made the default policy, most often for markup alone. There can be only one, so the
 * addresses of chunks go through a policy of our own instead, whether React or Turbopack writes them.
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
