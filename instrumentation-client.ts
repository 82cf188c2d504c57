type TrustedTypes = { createPolicy(name: string, rules: Record<string, (text: string) => string | null>): unknown }

/**
 * The one gate for trusted types, before anything else runs. Turbopack's loader writes the addresses of scripts as text
 * (Next 16.4.6), and React makes an empty script element from markup where it draws a whole page anew (19.3.1): no other
 * text becomes a script or markup.
 */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

trustedTypes?.createPolicy('default', {
  // As the browser will read it: to it, `%2e%2e` and two dots with a tab between them lead a folder up as well.
  createScriptURL: (address) =>
    new URL(address, location.href).href.startsWith(`${origin}/_next/static/`) ? address : null,
  createHTML(markup) {
    // The style of Next's last error page, which `style-src` refuses as well: without it the page is plain, but there.
    if (markup.startsWith(':root {--next-error-')) return ''
    return markup === '<script></script>' ? markup : null
  },
})
