import { siteName } from '@/app/site'

/** The first letter of the site's name. Replace it with your own logo. */
export function Logo() {
  return (
    <span aria-hidden="true" className="grid size-7 shrink-0 place-items-center rounded-small bg-lamp text-lamp-dark">
      {siteName.charAt(0)}
    </span>
  )
}
