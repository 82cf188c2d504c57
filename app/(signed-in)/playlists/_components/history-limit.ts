/**
 * WebKit lets a page change its history 100 times in 10 seconds, then throws, which Next's router does not survive
 * (16.4.6). Here the address stays as it was instead, and a link loads its page in full.
 */
for (const name of typeof history === 'undefined' ? [] : (['pushState', 'replaceState'] as const)) {
  const change = history[name].bind(history)
  history[name] = (state, unused, url) => {
    try {
      change(state, unused, url)
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error
      console.warn(error)
      if (name === 'pushState' && url) location.assign(url)
    }
  }
}
