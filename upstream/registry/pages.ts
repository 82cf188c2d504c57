// The sign-in with Spotify is from Stagedoor, version 0.1.0: https://github.com/OWNER/REPOSITORY/blob/main/docs/existing-app.md
import type { Route } from 'next'

/** The pages that sign-in redirects to. Change these paths to match your app. */
export const homePath = '/'
/** The sign-in page, which also explains why a sign-in failed. */
export const loginPath = '/login'
/** The page shown instead of a sign-in if the configuration is invalid. */
export const setupPath: Route = '/login'
/** The page shown after a visitor signs out in order to remove the app's access to their Spotify account. */
export const disconnectedPath = '/'
