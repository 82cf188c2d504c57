import Link from 'next/link'
import { Logo } from '@/app/_components/theme/logo'
import { siteName } from '@/app/site'
import { homePath } from '@/lib/session/pages'
import { logoutPath, startLoginPath } from '@/lib/session/urls'
import { listeningPath, playlistsPath } from '@/lib/urls'
import { NavLink } from './nav-link'

export type HeaderProps = {
  /** The signed-in visitor, or `null` if there is no session. */
  viewer: { name: string | null } | null
}

/** The links take up the header's whole height, so their focus rings are drawn on the inside. */
export function Header({ viewer }: HeaderProps) {
  return (
    <header className="night bg-page font-display **:focus-visible:-outline-offset-3 print:hidden">
      <div className="frame flex flex-wrap items-center gap-x-3 sm:gap-x-6">
        <Link
          href={homePath}
          prefetch={false}
          className={`flex min-h-16 max-w-[max(10.5rem,100%-9.75rem)] items-center gap-3 font-extrabold tracking-tight ${nameSize}`}
        >
          <Logo />
          <span className="min-w-0">{siteName}</span>
        </Link>
        {viewer ? <SignedInNav name={viewer.name} /> : <SignedOutNav />}
      </div>
    </header>
  )
}

/** On a phone, a long name is smaller so that it fits beside the link to the account. */
const nameSize = siteName.length > 12 ? 'text-base/5 sm:text-xl' : 'text-xl'

function SignedInNav({ name }: { name: string | null }) {
  return (
    <>
      <nav aria-label="Main" className="order-1 -mx-2 w-[calc(100%+1rem)] sm:order-none sm:-mx-3 sm:w-auto">
        <ul role="list" className="flex flex-wrap">
          <NavLink href={playlistsPath}>Playlists</NavLink>
          <NavLink href={listeningPath}>Listening</NavLink>
          <NavLink href="/profile">Profile</NavLink>
        </ul>
      </nav>
      <ul role="list" className="flex min-w-36 flex-1 basis-0 items-center justify-end text-sm">
        <NavLink href="/account">
          <span className="sr-only">Account{name && ': '}</span>
          {name ? <bdi className="truncate sm:max-w-56">{name}</bdi> : <span aria-hidden="true">Account</span>}
        </NavLink>
        <li>
          <form method="post" action={logoutPath}>
            <button
              type="submit"
              className="-mr-2 flex min-h-16 cursor-pointer items-center px-2 whitespace-nowrap text-soft underline decoration-1 underline-offset-4 hover:text-ink hover:decoration-2"
            >
              Sign out
            </button>
          </form>
        </li>
      </ul>
    </>
  )
}

function SignedOutNav() {
  return (
    <nav aria-label="Main" className="ml-auto">
      <a
        href={startLoginPath({ returnTo: playlistsPath })}
        className="-mr-2 flex min-h-16 items-center px-2 font-semibold underline decoration-1 underline-offset-4 hover:decoration-2"
      >
        Sign in
      </a>
    </nav>
  )
}
