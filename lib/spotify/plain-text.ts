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
 * Matches a tag, closed or not. `<3` and `a < b` are text. The match includes a run of `<` in front of the tag, so that the
 * rest can't form another tag. The lookbehind keeps the search linear.
 */
const tag = /(?<!<\/?)(?:<\/?)+[a-z][^<>]*>?/gi

/**
 * Returns the plain text of a description. Spotify escapes the text that users enter and adds its own links. Never throws.
 * https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export const toPlainText = (html: string): string =>
  html
    .replace(tag, '')
    .replace(/&(#?\w{1,4});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .trim()
