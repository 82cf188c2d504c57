import Link from 'next/link'
import { StageDoor } from '@/app/_components/stage-door'
import { readSession } from '@/lib/session/server'
import { hasConsentEnded } from '@/lib/session/session'
import { playlistsPath, startLoginPath } from '@/lib/urls'

export default async function HomePage() {
  const session = await readSession()
  return (
    <div className="grid items-center gap-10 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-16">
      <div>
        <h1 className="mb-5 text-4xl leading-tight sm:text-6xl">Your playlists, by the stage door</h1>
        <p className="mb-8 max-w-prose text-lg sm:text-xl">
          Sign in with your Spotify account and see all of your playlists in one place, the private ones included.
        </p>
        {session && !hasConsentEnded(session, Date.now()) ? <GoOn name={session.viewer.name} /> : <SignIn />}
      </div>
      <StageDoor className="mx-auto w-full max-w-104" />
      <Promises />
    </div>
  )
}

function SignIn() {
  return (
    <>
      <a href={startLoginPath({ returnTo: playlistsPath })} className="button text-lg">
        Sign in with Spotify
      </a>
      <p className="mt-3 max-w-prose text-sm text-soft">
        Spotify asks you first, on its own page. Your password stays there, and this site can change nothing.
      </p>
    </>
  )
}

function GoOn({ name }: { name: string | null }) {
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

const promises = [
  ['Every playlist', 'Yours and those you follow: private, public and collaborative, with what is in them.'],
  ['A pass for six months', 'Your account page says what you granted, since when and until when.'],
  [
    'Nothing left behind',
    'Your sign-in is one locked cookie in your own browser. The server keeps no list of anybody.',
  ],
] as const

function Promises() {
  return (
    <section aria-labelledby="inside" className="lg:col-span-2">
      <h2 id="inside" className="mb-5 text-2xl">
        Behind the door
      </h2>
      <ul className="grid gap-x-10 gap-y-6 border-t border-line pt-6 md:grid-cols-3">
        {promises.map(([title, words]) => (
          <li key={title}>
            <h3 className="mb-2 font-display text-lg font-bold">{title}</h3>
            <p className="text-soft">{words}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
