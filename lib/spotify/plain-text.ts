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
 * Matches a tag, even if it isn't closed. `<3` and `a < b` are text. The match includes any `<` directly before the tag, so that
 * the remaining text can't form another tag. The lookbehind keeps the search linear.
 */
const tag = /(?<!<\/?)(?:<\/?)+[a-z][^<>]*>?/gi

/**
 * Returns a description as plain text. Spotify escapes the text that users enter and adds links as HTML. Never throws.
 * https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export const toPlainText = (html: string): string =>
  html
    .replace(tag, '')
    .replace(/&(#?\w{1,4});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .trim()
