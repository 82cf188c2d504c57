/** An RGB colour. Each channel ranges from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/**
 * The highest luminance at which a background has a contrast ratio of at least 7:1 with the colour `paper` and at least 3:1 with
 * the colour `lamp`.
 */
const maxLuminance = 0.0801

/**
 * Returns a colour's relative luminance, from 0 to 1, as defined by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
export function toLuminance(colour: Colour): number {
  const [red, green, blue] = toLight(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Returns the colour, darkened if necessary so that text on it is readable. */
export function toBackground(colour: Colour): Colour {
  const share = Math.min(1, maxLuminance / toLuminance(colour))
  const [red, green, blue] = toLight(colour)
  return [toChannel(red * share), toChannel(green * share), toChannel(blue * share)]
}

/** Returns the dominant colour of an RGBA image, favouring vivid colours, or `null` if every pixel is mostly transparent. */
export function toDominantColour(pixels: ArrayLike<number>): Colour | null {
  const shades = new Map<number, Shade>()
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]]
    if (alpha >= 128) addTo(shades, [red, green, blue])
  }
  const [first] = [...shades.values()].sort((a, b) => b.weight - a.weight)
  if (!first) return null
  const [red, green, blue] = first.sum
  return [Math.round(red / first.count), Math.round(green / first.count), Math.round(blue / first.count)]
}

/** A group of similar colours. */
type Shade = { weight: number; count: number; sum: Colour }

function addTo(shades: Map<number, Shade>, colour: Colour): void {
  const [red, green, blue] = colour
  const key = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5)
  const { weight, count, sum } = shades.get(key) ?? { weight: 0, count: 0, sum: [0, 0, 0] }
  const chroma = (Math.max(...colour) - Math.min(...colour)) / 255
  shades.set(key, {
    weight: weight + 0.03 + chroma ** 2,
    count: count + 1,
    sum: [sum[0] + red, sum[1] + green, sum[2] + blue],
  })
}

export const toCss = (colour: Colour) => `rgb(${colour.join(' ')})`

const toLight = ([red, green, blue]: Colour): Colour => [toLinear(red), toLinear(green), toLinear(blue)]

function toLinear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Converts a linear channel to sRGB. Rounds down so that the colour never exceeds the luminance limit. */
function toChannel(linear: number): number {
  const share = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.floor(share * 255)
}
