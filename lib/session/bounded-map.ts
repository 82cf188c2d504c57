const limit = 10_000

/** A map that forgets its oldest entry rather than grow without end. */
export class BoundedMap<Value> extends Map<string, Value> {
  override set(key: string, value: Value): this {
    super.set(key, value)
    if (this.size > limit) {
      const [oldest] = this.keys()
      if (oldest !== undefined) this.delete(oldest)
    }
    return this
  }
}
