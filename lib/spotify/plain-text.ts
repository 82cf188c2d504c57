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
 * Matches an HTML tag, even if its closing `>` is missing. Doesn't match `<3` or `a < b`. The match includes any `<` directly
 * before the tag, so the remaining text can't form another tag. The lookbehind keeps the search time linear.
 */
const tag = /(?<!<\/?)(?:<\/?)+[a-z][^<>]*>?/gi

/**
 * Returns a playlist's description as plain text. Never throws. Spotify escapes any text entered by users, and adds links as HTML.
 * See https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export const toPlainText = (html: string): string =>
  html
    .replace(tag, '')
    .replace(/&(#?\w{1,4});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .trim()
