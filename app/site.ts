/** What this site is called, on every page and wherever it is shown elsewhere. */
export const siteName = 'Stagedoor'
