/**
 * Runs in the page. Delays all frames until the page has loaded, as on a slow device. The content that React shows in the next frame
 * then appears only after the browser has restored the scroll position.
 */
export function delayFirstFrame(): void {
  const { requestAnimationFrame } = window
  const loaded = new Promise((resolve) => addEventListener('load', resolve))
  window.requestAnimationFrame = (callback) =>
    requestAnimationFrame((time) => loaded.then(() => setTimeout(callback, 0, time)))
}
