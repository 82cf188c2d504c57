import type { Page } from '@playwright/test'

/** Returns content that overflows the window or is cut off. Ignores names from Spotify, because the pages truncate long names. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement
    const sideways = scrollWidth > innerWidth ? [`scrolls sideways: ${scrollWidth} in ${innerWidth}`] : []
    const elements = [...document.querySelectorAll<HTMLElement>('body *')]
    const isSpotifys = (element: Element) => element.closest('bdi, [dir="auto"]') ?? element.querySelector('bdi')
    const isForReaders = (element: Element) => element.clientWidth <= 1 && element.clientHeight <= 1
    const holdsText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const isCut = (element: Element) =>
      getComputedStyle(element).overflow !== 'visible' &&
      (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
    const isOutside = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < -1 || right > innerWidth + 1)
    }
    /** Whether the element is clipped by an ancestor that is within the window. */
    const isKeptIn = (element: Element): boolean => {
      const box = element.parentElement
      return box !== null && ((getComputedStyle(box).overflow !== 'visible' && !isOutside(box)) || isKeptIn(box))
    }
    const short = (element: Element) => element.outerHTML.slice(0, 200)
    const cut = elements.filter((element) => !isForReaders(element) && isCut(element) && !isSpotifys(element))
    const out = elements.filter((element) => holdsText(element) && isOutside(element) && !isKeptIn(element))
    const found = [
      ...cut.map((element) => `cut: ${short(element)}`),
      ...out.map((element) => `outside: ${short(element)}`),
    ]
    return [...sideways, ...new Set(found)].slice(0, 20)
  })
}

/** Returns controls smaller than 44 by 44 pixels, except links within a sentence (WCAG 2.5.5). */
export function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Returns the clickable area: the element itself, the whole card if the link covers it, or the label around a field. */
    const boxOf = (element: Element) => {
      const { content, position } = getComputedStyle(element, '::after')
      const isStretched = content !== 'none' && position === 'absolute'
      const label = element instanceof HTMLInputElement && element.closest('label')
      return ((isStretched && (element as HTMLElement).offsetParent) || label || element).getBoundingClientRect()
    }
    const isInSentence = (element: Element) => {
      const block = element.closest('p, li, dd, td') ?? element
      return getComputedStyle(element).display === 'inline' && block.textContent?.trim() !== element.textContent?.trim()
    }
    const isThere = (element: Element) => element.checkVisibility() && boxOf(element).width > 1
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((element) => isThere(element) && !isInSentence(element))
      .map((element) => ({ element, box: boxOf(element) }))
      .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
      .map(({ element, box }) => `${box.width.toFixed()}x${box.height.toFixed()}: ${element.outerHTML.slice(0, 200)}`)
  })
}
