import { buildOnce } from './build.ts'
import { startEmulatedApp, step } from './emulated-app.ts'
import { startApp } from './processes.ts'

/** `npm run demo`: the built app with the Spotify emulator in Spotify's place. Needs nothing but an `npm install`. */

step('Building the app (a build of the same sources is used again)')
if ((await buildOnce()) === 'reused') console.log('  The last build is still good.')
await startEmulatedApp(startApp)
