import { buildOnce } from './build.ts'
import { startEmulatedApp, step } from './emulated-app.ts'
import { startApp } from './processes.ts'

/** `npm run demo`: builds the app and starts it with the Spotify emulator. Needs no setup other than `npm install`. */

step('Building the app, unless the last build is up to date')
if ((await buildOnce()) === 'reused') console.log('The last build is up to date.')
await startEmulatedApp(startApp)
