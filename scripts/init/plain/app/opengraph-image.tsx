import { ImageResponse } from 'next/og'
import { siteColours, siteName, tagline } from './site'

export const alt = `${siteName}: ${tagline}`
export const size = { width: 1200, height: 630 }
export const contentType = 'image/png'

/** The preview image for links to this site. The image is rendered once, at build time. */
export default function OpenGraphImage() {
  return new ImageResponse(
    <div style={{ ...column, padding: 84, background: siteColours.background, color: siteColours.text }}>
      <span style={{ fontSize: 40 }}>{siteName}</span>
      <span style={{ fontSize: 84, lineHeight: 1.1, marginTop: 24 }}>{tagline}</span>
    </div>,
    size,
  )
}

const column = {
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'center',
  width: '100%',
  height: '100%',
} as const
