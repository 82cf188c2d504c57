import type { Page } from '@playwright/test'

/** Matches the later entries of long lists, which are skipped because all entries look alike. */
const alike = 'main li:nth-child(n + 13)'

/**
 * Returns the focusable elements whose focus is hard to see: the ring is missing, its contrast is below 3 to 1, the ring is cut off
 * at the top of the page, or the element is outside the window.
 */
export async function findFaintFocus(page: Page): Promise<string[]> {
  // Presses a key first; otherwise, `focus()` would not show the focus ring.
  await page.keyboard.press('Tab')
  return page.evaluate((alike) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    /** Converts any CSS colour to red, green and blue (0 to 255) and alpha (0 to 1). */
    const toRgba = (colour: string): number[] => {
      if (!canvas) return [0, 0, 0, 0]
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data
      return [red, green, blue, alpha / 255]
    }
    const groundOf = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255]
      const [red = 0, green = 0, blue = 0, alpha = 0] = toRgba(getComputedStyle(element).backgroundColor)
      if (alpha === 1) return [red, green, blue]
      const below = groundOf(element.parentElement)
      return [red, green, blue].map((value, index) => value * alpha + (below[index] ?? 255) * (1 - alpha))
    }
    const luminanceOf = (colour: number[]) => {
      const [red = 0, green = 0, blue = 0] = colour.map((value) =>
        value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      )
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const contrastOf = (one: number[], other: number[]) => {
      const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
      return (light + 0.05) / (dark + 0.05)
    }
    const faultOf = (focused: HTMLElement): string | null => {
      focused.focus()
      if (document.activeElement !== focused) return 'cannot be focused'
      // The focus ring of a visually hidden field is drawn around its label.
      const isHidden = focused instanceof HTMLInputElement && focused.clientWidth <= 1
      const element = (isHidden && focused.labels?.[0]) || focused
      const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element)
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return 'has no ring'
      // An outline with a negative offset is drawn on the element's own background.
      const ground = groundOf(Number.parseFloat(outlineOffset) < 0 ? element : element.parentElement)
      const contrast = contrastOf(toRgba(outlineColor), ground)
      if (contrast < 3) return `has a ring with a contrast of ${contrast.toFixed(2)} to 1`
      const { left, right, top, width } = element.getBoundingClientRect()
      if (top + scrollY < Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth))
        return 'has a ring that is cut off'
      return width < 2 || left < -1 || right > innerWidth + 1 ? 'is not visible' : null
    }
    const focusable = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    )
    const isOneOfMany = (element: Element) => element.closest(alike) !== null
    const there = [...focusable].filter(
      (element) => element.checkVisibility() && !element.matches(':disabled') && !isOneOfMany(element),
    )
    return there.flatMap((element) => {
      const fault = faultOf(element)
      return fault ? [`${fault}: ${element.outerHTML.slice(0, 200)}`] : []
    })
  }, alike)
}
