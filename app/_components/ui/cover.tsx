export type CoverProps = {
  pictureUrl: string | null
  isEager: boolean
  className?: string
}

/** A square image from Spotify, or a placeholder if there is no image. As Spotify's guidelines require, the image is never cropped. */
export function Cover({ pictureUrl, isEager, className }: CoverProps) {
  const shape = className ? `cover ${className}` : 'cover'
  if (!pictureUrl) return <span className={`no-cover ${shape}`} />
  return (
    // biome-ignore lint/performance/noImgElement: Spotify's terms forbid copies, and its servers already offer suitable sizes
    <img src={pictureUrl} alt="" loading={isEager ? undefined : 'lazy'} className={shape} />
  )
}
