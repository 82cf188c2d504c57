import type { Metadata } from 'next'
import Link from 'next/link'
import { HomeIllustration } from '@/app/_components/theme/home-illustration'
import { toCanonical } from '@/app/(public)/_components/canonical'
import { readViewer } from '@/app/(public)/_components/read-viewer'
import { homePath, playlistsPath, startLoginPath } from '@/lib/urls'

export const generateMetadata = (): Metadata => toCanonical(homePath)

export default async function HomePage() {
  const viewer = await readViewer()
  return (
    <div className="font-display">
      <div className="night band grid grid-cols-[minmax(0,1fr)] items-end gap-x-16 gap-y-6 pb-0! lg:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="lg:self-center lg:pb-16">
          <h1 className="mb-5 text-4xl sm:text-6xl">All your playlists, by the stage door</h1>
          <p className="mb-8 max-w-lg text-lg text-soft sm:text-xl">
            Sign in with your Spotify account and see every playlist of yours in one place, the private ones included.
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
        Spotify asks you first, on its own page. Your password stays there, and this site can change nothing.
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
  ['Every playlist', 'Yours and those you follow: private, public and collaborative, with what is in them.'],
  ['A pass for six months', 'Your account page says what you granted, since when and until when.'],
  [
    'Nothing left behind',
    'Your sign-in is one locked cookie in your own browser. The server keeps no list of anybody.',
  ],
] as const

function Features() {
  return (
    <section aria-labelledby="inside" className="pt-12 pb-4">
      <h2 id="inside" className="sr-only">
        Behind the door
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
