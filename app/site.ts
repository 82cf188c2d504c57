/** The site's name on pages, in link previews and in the web app manifest. */
export const siteName = 'Stagedoor'
