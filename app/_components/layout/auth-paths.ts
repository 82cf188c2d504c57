import { logoutPath, startLoginPath } from '@/lib/session/urls'
import { playlistsPath } from '@/lib/urls'

/** Public pages pass these paths to client components as props, so the code that builds them isn't sent to the browser. */
export const authPaths = { signIn: startLoginPath({ returnTo: playlistsPath }), signOut: logoutPath }
