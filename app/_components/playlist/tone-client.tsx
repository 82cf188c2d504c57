'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { toCss, toDominant, toGround } from './tone'

export type ToneProps = { thumbnailUrl: string | null; children: ReactNode }

/** The head of a page whose night is the colour of a picture, once that is known. */
export function ToneClient({ thumbnailUrl, children }: ToneProps) {
  const headRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isGone = false
    if (thumbnailUrl)
      readColour(thumbnailUrl).then((colour) => {
        if (colour && !isGone) headRef.current?.style.setProperty('--color-night', toCss(toGround(colour)))
      })
    return () => {
      isGone = true
    }
  }, [thumbnailUrl])
  return (
    <div ref={headRef} className="night band">
      {children}
    </div>
  )
}

/** A request apart from the shown picture's: where the host does not let scripts read, that one is shown all the same. */
async function readColour(url: string) {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = url
  try {
    await image.decode()
    return toDominant(drawSmall(image))
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
