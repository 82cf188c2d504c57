import type { Route } from 'next'

/** The pages that sign-in redirects to. */
export const homePath = '/'
/** The sign-in page, which also explains why a sign-in failed. */
export const loginPath = '/login'
/** The page that visitors see when they try to sign in while the configuration is invalid. */
export const setupPath: Route = '/setup'
/** The page shown after a visitor signs out in order to remove the app's access to their Spotify account. */
export const disconnectedPath = '/disconnected'
