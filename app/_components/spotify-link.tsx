export type SpotifyLinkProps = {
  href: string | null
  /** What it opens, for those who do not see what it stands beside. */
  name: string
  className?: string
}

/** The way back to an item on Spotify, in the words that Spotify gives for it. */
export function SpotifyLink({ href, name, className = 'link inline-flex min-h-11 items-center' }: SpotifyLinkProps) {
  if (!href) return null
  return (
    <a href={href} className={className}>
      Open Spotify<span className="sr-only">: {name}</span>
    </a>
  )
}
