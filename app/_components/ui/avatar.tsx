export type AvatarProps = { pictureUrl: string | null; name: string | null }

/** Shows the visitor's picture, or the first letter of their name if they have no picture. */
export function Avatar({ pictureUrl, name }: AvatarProps) {
  return (
    <div className="avatar">
      {pictureUrl ? (
        // biome-ignore lint/performance/noImgElement: Spotify's terms forbid copies, and its servers already offer suitable sizes
        <img src={pictureUrl} alt="" width={144} height={144} className="size-full object-contain" />
      ) : (
        <span aria-hidden="true" className="font-sans text-6xl font-bold text-tag-ink/70">
          {Array.from(name ?? '?')[0]}
        </span>
      )}
    </div>
  )
}
