import { startEmulatedApp } from './emulated-app.ts'
import { runDevelopment, startDevelopment } from './processes.ts'

/**
 * `npm run dev`: starts the app in development mode. With `--demo`, also starts the Spotify emulator and uses it in place of
 * Spotify.
 */

const port = Number(process.env.PORT || 3000)
const args = process.argv.slice(2)

if (args.includes('--demo')) await startEmulatedApp(startDevelopment, port)
else process.exitCode = await runDevelopment(port, args)
