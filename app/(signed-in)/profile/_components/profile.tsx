import Link from 'next/link'
import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { Avatar } from '@/app/_components/ui/avatar'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { formatNumber } from '@/lib/format'
import type { SignedIn } from '@/lib/session/server'
import { type Profile as ProfileData, readProfile } from '@/lib/spotify/profile'

export async function Profile({ read }: Pick<SignedIn, 'read'>) {
  const profile = await read(readProfile)
  return profile.kind === 'ok' ? <ProfileDetails profile={profile.value} /> : <ReadErrorCard failure={profile} />
}

function ProfileDetails({ profile }: { profile: ProfileData }) {
  const { name, pictureUrl, spotifyUrl } = profile
  const facts = toFacts(profile)
  const missing = facts.flatMap(({ label, value }) => (value === null ? [label] : []))
  return (
    <div className="two-columns">
      <section className={cardShape}>
        <Avatar pictureUrl={pictureUrl} name={name} />
        <div className="min-w-0 flex-1">
          <h2 className="mb-4 text-3xl break-words">{name ? <bdi>{name}</bdi> : 'No name'}</h2>
          <SpotifyLink href={spotifyUrl} name={name ?? 'your profile'} className="button-quiet" />
        </div>
      </section>
      <div className="font-display">
        <dl>
          {facts.map(({ label, value, use }) => value !== null && <Fact key={label} {...{ label, value, use }} />)}
          {missing.length > 0 && (
            <Fact label="Not shared" value={missing.join(', ')} use="Spotify doesn’t share these with this app." />
          )}
        </dl>
        <p className="border-t border-line pt-4">
          This site can also see your playlists.{' '}
          <Link href="/account" prefetch={false} className="link">
            Your account page
          </Link>{' '}
          lists everything that you allowed, and until when.
        </p>
      </div>
    </div>
  )
}

type FactProps = { label: string; value: string; use: string }

function Fact({ label, value, use }: FactProps) {
  return (
    <div className={factShape}>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="font-sans text-lg break-words">{value}</dd>
      <dd className="text-sm text-soft">{use}</dd>
    </div>
  )
}

/** Returns a profile's fields and what this site uses them for. A field's `value` is `null` if Spotify didn't send a value. */
function toFacts({ id, accountId, country, product, followerCount }: ProfileData) {
  const followers = followerCount === null ? null : formatNumber(followerCount)
  return [
    { label: 'User ID', value: id, use: 'Tells this site which playlists are yours.' },
    { label: 'Account ID', value: accountId, use: 'Tells this site that it’s you when you sign in again.' },
    { label: 'Country', value: country, use: 'Shown only here.' },
    { label: 'Subscription', value: product, use: 'Shown only here.' },
    { label: 'Followers', value: followers, use: 'Shown only here.' },
  ]
}

export function ProfileSkeleton() {
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading your profile
      </p>
      <div aria-hidden="true" className="two-columns">
        <div className={cardShape}>
          <div className="blank size-28 shrink-0 sm:size-36" />
          <div className="flex flex-1 flex-col gap-4">
            <div className="blank h-9.5 w-3/5" />
            <div className="blank h-11 w-32" />
          </div>
        </div>
        <div>
          {['ID', 'account', 'rest'].map((key) => (
            <div key={key} className={factShape}>
              <div className="blank h-17.25 w-2/3" />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

const cardShape = 'flex flex-col gap-6 border border-line bg-panel p-6 sm:flex-row sm:gap-8 sm:p-8'
const factShape = 'border-t border-line py-4'
