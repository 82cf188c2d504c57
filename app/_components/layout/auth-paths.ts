import { logoutPath, startLoginPath } from '@/lib/session/urls'
import { playlistsPath } from '@/lib/urls'

/** Passed to client components as props, so the code that builds these paths is not sent to the browser. */
export const authPaths = { signIn: startLoginPath({ returnTo: playlistsPath }), signOut: logoutPath }
