/** The site's name, tagline, description and colours, used by pages, link previews and the web app manifest. */

export const siteName = 'Stagedoor'
export const tagline = 'All your playlists, by the stage door'
export const description = 'Sign in to see all your playlists, including the private ones. For Spotify, not by Spotify.'

/** Colours that browsers and link previews use outside the pages. The pages' own colours are in `globals.css`. */
export const siteColours = {
  night: '#171a26',
  darkNight: '#0c0e15',
  paper: '#f4efe4',
  softPaper: '#b9bac4',
  lamp: '#f2b13c',
}
