export type SpotifyLinkProps = {
  href: string | null
  /** What it opens, for those who do not see what it stands beside. */
  name: string
  className?: string
}

/** Whether the operator has put Spotify's own file into `public`; told by next.config.mjs, once, at build. */
declare const HAS_SPOTIFY_LOGO: boolean

export const hasLogo = HAS_SPOTIFY_LOGO

/** Spotify's full logo on black, where both its green and its white may stand: 72 of the 70 pixels at least, and air around it. */
function Logo() {
  return (
    <span className="mr-2 inline-flex shrink-0 rounded-small bg-black p-2.5">
      {/* biome-ignore lint/performance/noImgElement: a small drawing, as Spotify ships it */}
      <img src="/spotify-logo.svg" alt="" width={72} height={22} className="h-auto w-18" />
    </span>
  )
}

/** The way back to an item on Spotify, in the words that Spotify gives for it. */
export function SpotifyLink({ href, name, className = 'link inline-flex min-h-11 items-center' }: SpotifyLinkProps) {
  if (!href) return null
  return (
    <a href={href} className={className}>
      {hasLogo && <Logo />}
      Open Spotify<span className="sr-only">: {name}</span>
    </a>
  )
}
