/** The name of this site, on its pages, in link previews and in the web app manifest. */
export const siteName = 'Stagedoor'
