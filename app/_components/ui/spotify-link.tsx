export type SpotifyLinkProps = {
  href: string | null
  /** The name of the linked item, for screen readers. */
  name: string
  className?: string
}

/** Whether `public/spotify-logo.svg` exists. `next.config.mjs` sets this constant at build time. */
declare const HAS_SPOTIFY_LOGO: boolean

export const hasLogo = HAS_SPOTIFY_LOGO

/** Spotify's logo, shown as Spotify's guidelines require: on black, at least 70 pixels wide, with clear space around it. */
function Logo() {
  return (
    <span className="mr-2 inline-flex shrink-0 rounded-small bg-black p-2.5">
      {/* biome-ignore lint/performance/noImgElement: a small SVG that Spotify provides */}
      <img src="/spotify-logo.svg" alt="" width={72} height={22} className="h-auto w-18" />
    </span>
  )
}

/** A link that opens an item on Spotify, with the label that Spotify's guidelines require. */
export function SpotifyLink({ href, name, className = 'link inline-flex min-h-11 items-center' }: SpotifyLinkProps) {
  if (!href) return null
  return (
    <a href={href} aria-label={`Open Spotify: ${name}`} className={className}>
      {hasLogo && <Logo />}
      Open Spotify
    </a>
  )
}
