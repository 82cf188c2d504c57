import type { Metadata } from 'next'
import Link from 'next/link'
import { HomeIllustration } from '@/app/_components/theme/home-illustration'
import { toCanonical } from '@/app/(public)/_components/canonical'
import { readViewer } from '@/app/(public)/_components/read-viewer'
import { tagline } from '@/app/site'
import { homePath } from '@/lib/session/pages'
import { startLoginPath } from '@/lib/session/urls'
import { playlistsPath } from '@/lib/urls'

export const generateMetadata = (): Metadata => toCanonical(homePath)

export default async function HomePage() {
  const viewer = await readViewer()
  return (
    <div className="font-display">
      <div className="night band grid grid-cols-[minmax(0,1fr)] items-end gap-x-16 gap-y-6 pb-0! lg:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="lg:self-center lg:pb-16">
          <h1 className="mb-5 text-4xl sm:text-6xl">{tagline}</h1>
          <p className="mb-8 max-w-lg text-lg text-soft sm:text-xl">
            Sign in with your Spotify account to see all your playlists in one place, including the private ones.
          </p>
          {viewer ? <SignedIn name={viewer.name} /> : <SignIn />}
        </div>
        <HomeIllustration className="mx-auto w-full max-w-108 sm:-mt-2" />
      </div>
      <Features />
    </div>
  )
}

function SignIn() {
  return (
    <>
      <a href={startLoginPath({ returnTo: playlistsPath })} className="button text-lg">
        Sign in with Spotify
      </a>
      <p className="mt-4 max-w-md text-sm text-soft">
        Spotify asks for your permission on its own page. This site never sees your password and can’t change anything.
      </p>
    </>
  )
}

function SignedIn({ name }: { name: string | null }) {
  return (
    <>
      <p className="mb-4">
        You are signed in{name ? ' as ' : ''}
        {name && <bdi className="font-semibold">{name}</bdi>}.
      </p>
      <Link href={playlistsPath} prefetch={false} className="button text-lg">
        Go to your playlists
      </Link>
    </>
  )
}

const features = [
  ['Every playlist', 'Your own and the ones you follow, whether private, public or collaborative.'],
  ['A pass for six months', 'Your account page shows what this site can access, and until when.'],
  [
    'Nothing left behind',
    'Your sign-in is stored in an encrypted cookie in your own browser. The server has no user database.',
  ],
] as const

function Features() {
  return (
    <section aria-labelledby="features" className="pt-12 pb-4">
      <h2 id="features" className="sr-only">
        Features
      </h2>
      <ul role="list" className="grid gap-x-12 gap-y-8 md:grid-cols-3">
        {features.map(([title, text]) => (
          <li key={title}>
            <h3 className="mb-1 text-xl">{title}</h3>
            <p className="text-soft">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
