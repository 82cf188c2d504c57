'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { toBackground, toCss, toDominantColour } from './cover-colour'

export type CoverColouredHeaderProps = { thumbnailUrl: string | null; children: ReactNode }

/** A page header that takes its background colour from an image once the image has loaded. */
export function CoverColouredHeader({ thumbnailUrl, children }: CoverColouredHeaderProps) {
  const headerRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isUnmounted = false
    if (thumbnailUrl)
      readColour(thumbnailUrl).then((colour) => {
        if (colour && !isUnmounted) headerRef.current?.style.setProperty('--color-night', toCss(toBackground(colour)))
      })
    return () => {
      isUnmounted = true
    }
  }, [thumbnailUrl])
  return (
    <div ref={headerRef} className="night band">
      {children}
    </div>
  )
}

/**
 * Returns the dominant colour of an image, or `null` if the image can't be read. Loads the image separately, because setting
 * `crossOrigin` on the visible image would break that image if its host doesn't allow CORS.
 */
async function readColour(url: string) {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = url
  try {
    await image.decode()
    return toDominantColour(drawSmall(image))
  } catch {
    return null
  }
}

const side = 24

function drawSmall(image: HTMLImageElement): ArrayLike<number> {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(image, 0, 0, side, side)
  return context?.getImageData(0, 0, side, side).data ?? []
}
