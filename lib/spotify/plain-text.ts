const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  '#x2f': '/',
  '#x3d': '=',
  '#x60': '`',
}

/**
 * Matches a tag, closed or not. `<3` and `a < b` are text. A run of `<` in front of a tag goes with it, so that what remains
 * cannot form another tag; the lookbehind keeps such runs linear.
 */
const tag = /(?<!<\/?)(?:<\/?)+[a-z][^<>]*>?/gi

/**
 * Returns the text of a description: Spotify escapes what people type, and adds links of its own. Never throws.
 * https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export const toPlainText = (html: string): string =>
  html
    .replace(tag, '')
    .replace(/&(#?\w{1,4});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .trim()
