/** Keeps cookies between requests, as a browser does. */
export class Cookies {
  readonly #values = new Map<string, string>()

  header(): Record<string, string> {
    return { cookie: [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ') }
  }

  keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      if (attributes.some((each) => /^max-age=0$/i.test(each))) this.#values.delete(name)
      else this.#values.set(name, pair.slice(name.length + 1))
    }
  }
}
