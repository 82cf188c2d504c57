/**
 * WebKit throws after 100 history changes in 10 seconds, and the error crashes Next's router (16.4.6). This code catches it: the
 * URL stays as it was, and links load the whole page.
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
