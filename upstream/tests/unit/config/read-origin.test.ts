import { describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { basicSettings, configWith, problemsWith } from '../../../../tests/unit/config/support.ts'

describe('APP_URL', () => {
  test.each([
    ['https://music.example.com/', 'https://music.example.com'],
    ['HTTPS://Music.Example.COM', 'https://music.example.com'],
    ['https://music.example.com:443', 'https://music.example.com'],
    ['https://music.example.com:8443', 'https://music.example.com:8443'],
    ['https://müsic.example', 'https://xn--msic-0ra.example'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.0.0.1:80/', 'http://127.0.0.1'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://127.0.0.1:3000', 'https://127.0.0.1:3000'],
  ])('APP_URL=%s results in the origin %s', (APP_URL, origin) => {
    expect(configWith({ APP_URL }).appUrl).toBe(origin)
  })

  test('APP_URL is rejected if it uses localhost, and the error suggests 127.0.0.1', () => {
    expect(problemsWith({ APP_URL: 'http://localhost:3000' })).toEqual([
      {
        variable: 'APP_URL',
        problem: 'uses localhost, which Spotify does not allow',
        fix: 'Use http://127.0.0.1:3000 instead.',
      },
    ])
  })

  test('in development, APP_URL defaults to 127.0.0.1 with the configured port', () => {
    expect(configWith({ APP_URL: undefined, NODE_ENV: 'development' }).appUrl).toBe('http://127.0.0.1:3000')
    expect(configWith({ APP_URL: '', NODE_ENV: undefined, PORT: '4321' }).appUrl).toBe('http://127.0.0.1:4321')
  })

  const vercel = {
    VERCEL: '1',
    VERCEL_ENV: 'production',
    VERCEL_PROJECT_PRODUCTION_URL: 'stagedoor.vercel.app',
    VERCEL_URL: 'stagedoor-a1b2c3.vercel.app',
  }

  test('on Vercel, APP_URL defaults to the production domain', () => {
    expect(configWith({ ...vercel, APP_URL: undefined }).appUrl).toBe('https://stagedoor.vercel.app')
    expect(configWith({ ...vercel, APP_URL: ' ' }).appUrl).toBe('https://stagedoor.vercel.app')
    expect(configWith(vercel).appUrl).toBe('https://music.example.com')
    expect(problemsWith({ APP_URL: undefined, VERCEL_URL: 'preview.vercel.app' })).toHaveLength(1)
    expect(problemsWith({ ...vercel, APP_URL: undefined, VERCEL_PROJECT_PRODUCTION_URL: 'x/y' })).toHaveLength(1)
  })

  // `vercel dev` sets VERCEL_URL to the local server’s address, and `vercel env pull` writes an empty VERCEL_URL.
  test.each([
    ['vercel dev', { VERCEL_ENV: 'development', VERCEL_URL: 'localhost:3000' }],
    ['vercel env pull', { VERCEL_ENV: 'development', VERCEL_URL: '' }],
    ['vercel env pull of older versions', { VERCEL_ENV: undefined, VERCEL_URL: undefined }],
    ['vercel env pull --environment=preview', { VERCEL_ENV: 'preview', VERCEL_URL: '' }],
    ['vercel env pull --environment=production', { VERCEL_ENV: 'production', VERCEL_URL: '' }],
  ])('with the variables from %s, APP_URL does not default to the production domain', (_, local) => {
    const source = { ...vercel, ...local, APP_URL: undefined }
    expect(configWith({ ...source, NODE_ENV: 'development', PORT: '4321' }).appUrl).toBe('http://127.0.0.1:4321')
    expect(problemsWith(source).map(({ variable }) => variable)).toEqual(['APP_URL'])
  })

  test('APP_URL does not default to the production domain in a Vercel preview, because sign-ins would leave the preview', () => {
    const preview = { VERCEL_ENV: 'preview', VERCEL_PROJECT_PRODUCTION_URL: 'x.vercel.app', VERCEL_URL: 'y.vercel.app' }
    expect(problemsWith({ ...preview, APP_URL: undefined }).map(({ variable }) => variable)).toEqual(['APP_URL'])
    expect(configWith({ ...preview, APP_URL: 'https://y.vercel.app' }).appUrl).toBe('https://y.vercel.app')
  })

  test('APP_URL never defaults to the value of HOSTNAME, HOST or URL', () => {
    const result = readConfig({
      ...basicSettings,
      APP_URL: undefined,
      NODE_ENV: 'production',
      HOSTNAME: 'evil',
      HOST: 'evil',
      URL: 'https://evil',
    })
    expect(result.config).toBeNull()
  })
})
