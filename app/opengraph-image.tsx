import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { siteColours, siteName, tagline } from './site'

export const alt = `A lamp above a stage door at night, with the text “${tagline}”`
export const size = { width: 1200, height: 630 }
export const contentType = 'image/png'

/** The preview image for links to this site. The image is rendered once, at build time. */
export default async function OpenGraphImage() {
  const data = await readFile(join(process.cwd(), 'app/_fonts/besley-latin-800.woff'))
  return new ImageResponse(
    <div style={{ ...column, width: '100%', height: '100%', background: siteColours.night, color: siteColours.paper }}>
      <svg
        aria-hidden="true"
        width="1200"
        height="630"
        viewBox="0 0 1200 630"
        style={{ position: 'absolute', top: 0, left: 0 }}
      >
        <path fill="#383123" d="M890 176h120l170 454H720z" />
        <path fill="#f4efe4" d="M944 0h12v78h-12z" />
        <path fill="#f2b13c" d="M902 78h96l48 98H854z" />
        <path fill="#ffc65c" d="M920 176h60v16h-60z" />
        <path fill="#343848" d="M800 320h300v310H800z" />
        <path fill="#fbf9f4" d="M820 340h260v290H820z" />
        <path fill="#c8843b" d="M846 372h60v60h-60z" />
        <path fill="#3b4a54" d="M846 456h60v60h-60z" />
        <path fill="#a4503c" d="M846 540h60v60h-60z" />
        <path fill="#171a26" d="M926 384h124v12H926zM926 468h96v12h-96zM926 552h112v12H926z" />
        <path fill="#b9bac4" d="M926 408h70v8h-70zM926 492h88v8h-88zM926 576h58v8h-58z" />
        <path fill="#f4efe4" d="M822 232h256v56H822z" />
      </svg>
      <div
        style={{
          display: 'flex',
          position: 'absolute',
          left: 822,
          top: 243,
          width: 256,
          justifyContent: 'center',
          color: siteColours.night,
        }}
      >
        <span style={{ fontSize: 26, letterSpacing: 3 }}>STAGE DOOR</span>
      </div>
      <div style={{ ...column, paddingLeft: 84, width: 740 }}>
        <span style={{ fontSize: 34, color: siteColours.lamp }}>{siteName}</span>
        <span style={{ fontSize: 82, lineHeight: 1.04, letterSpacing: -2, marginTop: 20 }}>{tagline}</span>
        <span style={{ fontSize: 26, color: siteColours.softPaper, marginTop: 32 }}>For Spotify, not by Spotify</span>
      </div>
    </div>,
    { ...size, fonts: [{ name: 'Besley', data, weight: 800 }] },
  )
}

const column = { display: 'flex', flexDirection: 'column', justifyContent: 'center' } as const
