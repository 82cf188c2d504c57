import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Nginx = { origin: string; stop: () => Promise<void> }

type Options = {
  port: number
  /** The origins of the app instances. nginx sends requests to each origin in turn. */
  upstreams: string[]
  /** Headers that nginx sets on requests to the app (default: the original request's host, port, protocol and client address). */
  headers?: Record<string, string>
}

/** Whether nginx and openssl are installed. */
export const hasNginx =
  spawnSync('nginx', ['-v']).status === 0 && spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0

const truth = {
  Host: '$http_host',
  'X-Forwarded-For': '$proxy_add_x_forwarded_for',
  'X-Forwarded-Host': '$http_host',
  'X-Forwarded-Port': '$server_port',
  'X-Forwarded-Proto': '$scheme',
}

/**
 * Starts nginx with TLS on 127.0.0.1. nginx caches every response that `Cache-Control` allows it to cache. The response header
 * `X-Cache-Status` shows whether a response came from the cache (`HIT`, `MISS`, …).
 */
export const startNginx = ({ port, upstreams, headers = truth }: Options): Promise<Nginx> =>
  runNginx(port, configuration(port, upstreams, headers))

/**
 * Starts nginx with the configuration in `docs/deploy/nginx.conf`, changed to use local ports. Requests to `httpPort` are
 * redirected to HTTPS. The rate limit is lower than documented, so 200 requests exceed it even on a slow machine.
 */
export function startDeployedNginx({ port, upstreams, httpPort }: Options & { httpPort: number }): Promise<Nginx> {
  const servers = upstreams.map((origin) => `server ${new URL(origin).host};`).join(' ')
  const text = readFileSync('docs/deploy/nginx.conf', 'utf8')
    .replace('server app:3000;', servers)
    .replace(/rate=\d+r/, 'rate=1r')
    .replace('listen 443 ', `listen 127.0.0.1:${port} `)
    .replace('listen 80;', `listen 127.0.0.1:${httpPort};`)
    .replace(/(?<=return 308 https:\/\/)[^$]+/, `127.0.0.1:${port}`)
    .replace(/(?<=ssl_certificate )[^;]+/, 'cert.pem')
    .replace(/(?<=ssl_certificate_key )[^;]+/, 'key.pem')
    .replace('http {', `http {\n${ownFiles}`)
  return runNginx(port, `${oneProcess}\n${text}`)
}

async function runNginx(port: number, text: string): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'stagedoor-nginx-'))
  makeCertificate(folder)
  writeFileSync(join(folder, 'nginx.conf'), text)
  const log = join(folder, 'error.log')
  const server = spawn('nginx', ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`nginx failed to start:\n${readFileSync(log, 'utf8')}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    origin: `https://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', kill)
      kill()
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

function makeCertificate(folder: string): void {
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem')]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
  const made = spawnSync('openssl', ['req', '-x509', '-days', '1', ...key, ...names, '-out', join(folder, 'cert.pem')])
  if (made.status !== 0) throw new Error(`openssl could not create a certificate:\n${made.stderr}`)
}

/** Runs nginx as a single process, so killing that process stops nginx completely. */
const oneProcess = 'daemon off;\nmaster_process off;\npid nginx.pid;'

/** nginx resolves these relative paths against the folder that `-p` sets. */
const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
const ownFiles = ['access_log off;', ...temporary.map((name) => `${name}_temp_path ${name};`)].join('\n  ')

function configuration(port: number, upstreams: string[], headers: Record<string, string>): string {
  return `
${oneProcess}
events {}
http {
  ${ownFiles}
  proxy_cache_path cache keys_zone=everything:10m;
  upstream app {
    ${upstreams.map((origin) => `server ${new URL(origin).host};`).join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
      ${Object.entries(headers)
        .map(([name, value]) => `proxy_set_header ${name} "${value}";`)
        .join('\n      ')}
      proxy_cache everything;
      proxy_cache_key $request_uri;
      proxy_cache_valid 200 301 302 303 307 404 10m;
      # By default, nginx does not cache responses that set cookies, but other caches do, so this cache ignores Set-Cookie and Vary.
      proxy_ignore_headers Set-Cookie Vary;
      add_header X-Cache-Status $upstream_cache_status always;
    }
  }
}
`
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
