'use client'

import { HomeIllustration } from '@/app/_components/theme/home-illustration'
import { tagline } from '@/app/site'

export type HomeProps = { viewer: { name: string | null } | null; signInPath: string }

/** The home page's content. This is a client component for the same reason as `PageFrame`. */
export function Home({ viewer, signInPath }: HomeProps) {
  return (
    <>
      <div className="night band home-intro">
        <div>
          <h1>{tagline}</h1>
          <p className="lead">
            Sign in with your Spotify account to see all your playlists in one place, including the private ones.
          </p>
          {viewer ? <SignedIn name={viewer.name} /> : <SignIn signInPath={signInPath} />}
        </div>
        <HomeIllustration />
      </div>
      <Features />
    </>
  )
}

function SignIn({ signInPath }: Pick<HomeProps, 'signInPath'>) {
  return (
    <>
      <a href={signInPath} className="button text-lg">
        Sign in with Spotify
      </a>
      <p className="note">
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
      <a href="/playlists" className="button text-lg">
        Go to your playlists
      </a>
    </>
  )
}

function Features() {
  return (
    <ul role="list" aria-label="Features" className="features">
      <li>
        <h2>Every playlist</h2>
        Your own and the ones you follow, whether private, public or collaborative.
      </li>
      <li>
        <h2>A pass for six months</h2>
        Your account page shows what this site can access, and until when.
      </li>
      <li>
        <h2>Nothing left behind</h2>
        Your sign-in is stored in an encrypted cookie in your own browser. The server has no user database.
      </li>
    </ul>
  )
}
