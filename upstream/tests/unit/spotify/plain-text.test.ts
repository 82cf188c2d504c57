import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPlainText } from '@/lib/spotify/plain-text'

describe('converting descriptions to plain text', () => {
  test.each([
    [
      'a link to a playlist',
      '<a href="spotify:playlist:37i9dQZF1EIgrtU6YDkEQE">trams</a> on Mondays',
      'trams on Mondays',
    ],
    ['a link without quotation marks', '<a href=spotify:playlist:37i9dQZF1EIXxP4lZOF65z>Ferries</a>', 'Ferries'],
    ['two links to the web', 'By <A HREF="https://example.org">A</A> and <a\nhref=x>B</a>. ', 'By A and B.'],
    [
      'entities',
      '&quot;R&amp;B&quot; &#x2F; it&#39;s &#x27;soul&#x27; &lt;3 &gt; 1&#x3D;1 &#x60;',
      `"R&B" / it's 'soul' <3 > 1=1 \``,
    ],
    ['an entity that a user typed', 'write &amp;amp;amp;', 'write &amp;amp;'],
    ['a tag that a user typed', '&lt;b&gt;bold&lt;&#x2F;b&gt;', '<b>bold</b>'],
    ['an entity that Spotify does not use', '&copy; &constructor; &#x110000;', '&copy; &constructor; &#x110000;'],
  ])('a description with %s becomes plain text', (_title, html, text) => {
    expect(toPlainText(html)).toBe(text)
  })

  test.each(['a < b', 'I <3 ferries', 'broken </3', '1 << 2 >> 1', '-> <- <> <>', 'R&B & soul', '<', '>'])(
    'the description %s is left unchanged',
    (text) => {
      expect(toPlainText(text)).toBe(text)
    },
  )

  test.each([
    ['an unclosed tag', 'Hear <a href="spotify:playlist:37i9', 'Hear'],
    ['an unclosed tag before another tag', 'Hear <a href="x" <b>this</b>', 'Hear this'],
    ['a script', '<script>alert(1)</script>', 'alert(1)'],
    ['a tag inside a tag', '<<b>script>alert(1)<</b>/script>', 'script>alert(1)/script>'],
    ['a tag after the start of another tag', '</<b>script>', 'script>'],
    ['nothing but tags', '<a href=x></a>', ''],
  ])('no markup is left after a description is converted: %s', (_title, html, text) => {
    expect(toPlainText(html)).toBe(text)
  })
})

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '/': '&#x2F;',
}
const escapeHtml = (text: string) => text.replace(/[&<>"'/]/g, (character) => escapes[character] ?? character)

test('the text that a user typed is restored, even if parts of it are inside links', () => {
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('<', '>', '&', ';', 'a', '/', '#', "'", ' ') }))
  const link = fc.constantFrom(
    '<a href="spotify:playlist:1">',
    '<a href=https://example.org/?a=1&b=2>',
    '</a>',
    '<b>',
    '</b>',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(link, typed)), (parts) => {
      const html = parts.map(([tag, text]) => tag + escapeHtml(text)).join('')
      expect(toPlainText(html)).toBe(
        parts
          .map(([, text]) => text)
          .join('')
          .trim(),
      )
    }),
  )
})

test('converting unescaped markup leaves no text that could start a tag', () => {
  const unit = fc.constantFrom('<', '>', '/', '!', 'a', 'br', ' ', '"', '=', '3')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (html) => {
      expect(toPlainText(html)).not.toMatch(/<\/?[a-z]/i)
    }),
    { numRuns: 2_000 },
  )
})

test('even a description of several megabytes is converted quickly', () => {
  for (const part of ['<', '<a ', '<a>', '<a href="', '&', '&#x', '</</', '</', ' ']) {
    const startedMs = performance.now()
    toPlainText(part.repeat(5_000_000 / part.length))
    // An algorithm with quadratic running time would take hours.
    expect(performance.now() - startedMs, part).toBeLessThan(20_000)
  }
})
