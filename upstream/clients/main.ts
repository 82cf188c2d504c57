import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from 'selfsigned'
import { freePort } from '../../scripts/processes.ts'

/**
 * `npm run clients --prefix upstream`: tests the emulator with third-party clients. The clients run in a separate process, where
 * requests to Spotify's two hostnames reach the emulator. The process must be separate, because Node.js reads proxy settings and
 * trusted certificates from the environment only at startup.
 */

const names = ['accounts.spotify.com', 'api.spotify.com']
const { private: key, cert } = await generate([{ name: 'commonName', value: 'Emulator' }], {
  keyType: 'ec',
  algorithm: 'sha256',
  extensions: [
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
  ],
})
const port = await freePort()
const folder = mkdtempSync(join(tmpdir(), 'clients-'))
const certificate = join(folder, 'cert.pem')
writeFileSync(certificate, cert)
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('run.ts', import.meta.url))], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: certificate,
    PORT: String(port),
    KEY: key,
    CERT: cert,
  },
})
rmSync(folder, { recursive: true })
process.exit(status ?? 1)
