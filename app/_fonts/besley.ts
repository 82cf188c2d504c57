import localFont from 'next/font/local'

/**
 * The font for the app's own text, from Fontsource 5.3.0. The font's licence is in this folder. With `display: 'optional'`, a page
 * keeps the fallback font if this font loads slowly, so the text doesn't shift.
 */
export const besley = localFont({
  src: './besley-latin.woff2',
  weight: '400 900',
  variable: '--font-besley',
  display: 'optional',
  adjustFontFallback: 'Times New Roman',
})

/**
 * The font's extended Latin characters, for translations. Browsers download this file only for pages that contain extended Latin
 * characters.
 */
export const besleyExtended = localFont({
  src: './besley-latin-ext.woff2',
  weight: '400 900',
  variable: '--font-besley-extended',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})
