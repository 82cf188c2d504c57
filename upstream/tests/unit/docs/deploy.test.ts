import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isVariable } from '@/lib/config/read'

/** These tests only read the deployment files. `upstream/tests/e2e/deploy/deploy.spec.ts` also runs the Dockerfile's steps. */
const textOf = (path: string) => readFileSync(path, 'utf8')
const dockerfile = textOf('Dockerfile')
const compose = textOf('compose.yaml')
const page = textOf('docs/deploy.md')

/** Returns the lines of `compose.yaml` that define this service. */
const service = (name: string) => compose.match(new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n|\\n)+)`, 'm'))?.[1] ?? ''

test('each container image is pinned to an exact version, and the app’s image uses the same Node version as the tests', () => {
  const { devDependencies } = JSON.parse(textOf('package.json'))
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
  expect(bases).toEqual(new Array(2).fill(`node:${devDependencies.node}-bookworm-slim`))
  const images = [...compose.matchAll(/image: (.+)/g)].map(([, image]) => image)
  expect(images).toHaveLength(2)
  for (const image of images) expect(image).toMatch(/^\w+:\d+\.\d+\.\d+-[a-z]+$/)
})

test('the Docker build context excludes secrets, build output and installed packages', () => {
  expect(textOf('.dockerignore').split('\n')).toEqual(
    expect.arrayContaining(['.env*', '.git', '.next*', 'certificate', 'node_modules']),
  )
  expect(textOf('.gitignore').split('\n')).toEqual(expect.arrayContaining(['.env*', 'certificate/']))
  expect(dockerfile.indexOf('\nUSER node\n')).toBeGreaterThan(dockerfile.lastIndexOf('\nCOPY '))
})

test('compose.yaml runs two read-only instances of the app and exposes only nginx', () => {
  expect(service('app')).toMatch(/replicas: 2\n[\s\S]*read_only: true\n[\s\S]*cap_drop: \[ALL\]/)
  expect(service('app')).not.toContain('ports:')
  expect(service('redis')).not.toContain('ports:')
  expect(service('proxy')).toContain('ports: ["80:80", "443:443"]')
  expect(service('proxy')).toContain('./docs/deploy/nginx.conf:/etc/nginx/nginx.conf:ro')
  expect(textOf('docs/deploy/nginx.conf')).toContain('server app:3000;')
})

test('compose.yaml sets only variables that the app reads, and the deployment guide lists each of them', () => {
  const variables = [...service('app').matchAll(/^ {6}([A-Z_]+): (.*)$/gm)]
  expect(variables.map(([, name]) => name)).toEqual(
    expect.arrayContaining(['SPOTIFY_CLIENT_ID', 'SESSION_PASSWORD', 'APP_URL', 'REDIS_URL']),
  )
  for (const [, name = '', value = ''] of variables) {
    expect(isVariable(name), name).toBe(true)
    expect(value).toMatch(new RegExp(`^\\$\\{${name}(?::\\?|:-)\\}$|^redis://redis:6379$`))
    expect(page).toContain(`| \`${name}\``)
  }
})

test('the CI workflow builds the Docker image, starts a container and waits for it to become healthy', () => {
  const workflow = textOf('.github/workflows/check.yml')
  expect(workflow).toContain('docker compose config --quiet')
  expect(workflow).toMatch(/docker build[\s\S]*docker run [\s\S]*Health/)
})
