/** Builds the absolute URLs in the emulator's responses. */
export class Links {
  readonly #origin: () => string

  constructor(origin: string | (() => string)) {
    this.#origin = typeof origin === 'string' ? () => origin : origin
  }

  origin(): string {
    return this.#origin()
  }

  api(path: string): string {
    return `${this.#origin()}/v1${path}`
  }

  open(kind: string, id: string): string {
    return `${this.#origin()}/open/${kind}/${encodeURIComponent(id)}`
  }

  picture(seed: string, size?: number): string {
    const address = `${this.#origin()}/pictures/${encodeURIComponent(seed)}`
    return size === undefined ? address : `${address}?size=${size}`
  }
}
