import { describe, expect, test } from 'vitest'
import { playlistShape, toPlaylist } from '@/lib/spotify/shapes'

const playlist = (raw: object) => toPlaylist(playlistShape.parse({ id: 'x', ...raw }), 'https://api.spotify.com')
const picture = (url: string, width: unknown = 640) => ({ url, width, height: width })
const linkOf = (spotify: unknown) => playlist({ external_urls: { spotify } }).spotifyUrl
const pictureOf = (url: string) => playlist({ images: [picture(url)] }).pictureUrl

describe('picture URLs', () => {
  test('the app uses the smallest picture that is sharp enough, or the first one if Spotify sends no widths', () => {
    const at = (width: unknown) => picture(`https://i.scdn.co/${width}`, width)
    const best = (...widths: unknown[]) =>
      playlist({ images: widths.map(at) })
        .pictureUrl?.split('/')
        .at(-1)
    expect(best(640, 300, 60)).toBe('300')
    expect(best(60, 640)).toBe('640')
    expect(best(60, 64)).toBe('60')
    expect(best(null)).toBe('null')
    expect(best(null, 640)).toBe('640')
  })

  test('a missing or malformed picture results in a null URL', () => {
    for (const images of [null, undefined, [], {}, 'x', [null], [{}], [{ url: null }], [{ url: 7 }]])
      expect(playlist({ images }).pictureUrl).toBeNull()
    expect(playlist({ images: [null, {}, { url: 'https://i.scdn.co/a' }] }).pictureUrl).toBe('https://i.scdn.co/a')
  })

  test.each([
    'https://i.scdn.co/image/x',
    'https://mosaic.scdn.co/x',
    'https://image-cdn-fa.spotifycdn.com/x',
    'https://blend-playlist-covers.spotifycdn.com/x',
    'https://api.spotify.com/pictures/x',
  ])('the picture URL %s is allowed', (url) => {
    expect(pictureOf(url)).toBe(url)
  })

  test.each([
    'http://i.scdn.co/x',
    'https://evil.example/x',
    'https://scdn.co.evil.example/x',
    'https://evilscdn.co/x',
    'https://i.scdn.co@evil.example/x',
    'https://evil.example/i.scdn.co',
    'https://evil.example#.scdn.co',
    'https://open.spotify.com/x',
    'http://api.spotify.com/x',
    'javascript:alert(1)',
    'data:image/svg+xml,<svg/>',
    'blob:https://api.spotify.com/x',
    '//i.scdn.co/x',
    '/x',
    '',
  ])('the picture URL %j is not allowed', (url) => {
    expect(pictureOf(url)).toBeNull()
  })
})

describe('links to Spotify', () => {
  test.each(['https://open.spotify.com/playlist/x', 'https://api.spotify.com/open/x'])(
    'the link %s is allowed',
    (url) => {
      expect(linkOf(url)).toBe(url)
    },
  )

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)//https://open.spotify.com',
    'data:text/html,x',
    'http://open.spotify.com/x',
    'https://evil.open.spotify.com/x',
    'https://open.spotify.com.evil.example/x',
    'https://open.spotify.com@evil.example/x',
    'https://evil.example/open.spotify.com',
    'https://i.scdn.co/x',
    'spotify:playlist:x',
    'blob:https://api.spotify.com/x',
    '',
    7,
    null,
  ])('the link %j is not allowed', (url) => {
    expect(linkOf(url)).toBeNull()
  })
})
