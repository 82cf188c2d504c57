'use client'

import { useState } from 'react'
import { useScript } from '@/app/_components/use-script-client'

/**
 * A title for a page that comes as HTML before its own title does. In the browser the fallback has one, which React leaves
 * out of HTML; and where both came at once, as on the way back, this one would win.
 */
export function FirstTitleClient({ children }: { children: string }) {
  const [isInHtml] = useState(!useScript())
  return isInHtml && <title>{children}</title>
}
