export type CoverProps = {
  pictureUrl: string | null
  /** CSS classes for the box around the image. */
  className: string
  isEager: boolean
}

/**
 * An image from Spotify in a square box, or a placeholder if there is no image. As Spotify's guidelines require, the image is never
 * cropped.
 */
export function Cover({ pictureUrl, className, isEager }: CoverProps) {
  return (
    <div className={`aspect-square shrink-0 ${pictureUrl ? pictureShape : placeholderShape} ${className}`}>
      {pictureUrl ? (
        // biome-ignore lint/performance/noImgElement: Spotify's terms forbid copies, and its servers already offer suitable sizes
        <img
          src={pictureUrl}
          alt=""
          width={300}
          height={300}
          loading={isEager ? 'eager' : 'lazy'}
          decoding="async"
          className="size-full rounded-cover object-contain lg:rounded-cover-large"
        />
      ) : (
        <Placeholder />
      )}
    </div>
  )
}

/** The box's corners are rounder than the image's so that the background doesn't show behind the image's corners. */
const pictureShape = 'rounded-[6px] bg-cover lg:rounded-[10px]'
const placeholderShape = 'overflow-hidden rounded-cover bg-line lg:rounded-cover-large'

/** A drawing of an empty tag on a string, shown if there is no image. */
function Placeholder() {
  return (
    <svg viewBox="0 0 60 60" aria-hidden="true" focusable="false" className="size-full">
      <path className="fill-none stroke-edge" d="M30 8v12" />
      <path className="fill-tag/70" d="m30 16 10 8v26H20V24z" />
      <path className="fill-line" d="M28 23h4v4h-4z" />
      <path className="fill-none stroke-tag-ink/40" d="M24 34h12M24 39h12M24 44h7" />
    </svg>
  )
}
