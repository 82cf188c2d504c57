import { expect, test } from 'vitest'
import { parseReturnTo } from '@/lib/session/urls'
import { honestReturnTo, hostileReturnTo } from '../../../support/hostile/return-to.ts'

test.each(hostileReturnTo.map((text) => [text.slice(0, 60), text]))(
  'returnTo=%j is replaced with the home page',
  (_title, text) => {
    expect(parseReturnTo(text)).toBe('/')
  },
)

test.each(honestReturnTo.map(([given, kept]) => [given.slice(0, 60), given, kept]))(
  'returnTo=%j is accepted',
  (_title, given, kept) => {
    expect(parseReturnTo(given)).toBe(kept)
    expect(new URL(kept, 'http://127.0.0.1:3000').origin).toBe('http://127.0.0.1:3000')
  },
)
