'use client'

import Link from 'next/link'
import { Avatar } from '@/app/_components/ui/avatar'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { formatNumber } from '@/lib/format'
import type { Profile } from '@/lib/spotify/profile'

/** This is a client component for the same reason as `PageFrame`. */
export function ProfileDetails({ profile }: { profile: Profile }) {
  const { name, pictureUrl, spotifyUrl } = profile
  const facts = toFacts(profile)
  const missing = facts.flatMap(({ label, value }) => (value === null ? [label] : []))
  return (
    <div className="two-columns">
      <section className="profile-card">
        <Avatar pictureUrl={pictureUrl} name={name} />
        <div>
          <h2>{name ? <bdi>{name}</bdi> : 'No name'}</h2>
          <SpotifyLink href={spotifyUrl} name={name ?? 'your profile'} className="button-quiet" />
        </div>
      </section>
      <div className="font-display">
        <dl className="facts">
          {facts.map(({ label, value, use }) => value !== null && <Fact key={label} {...{ label, value, use }} />)}
          {missing.length > 0 && (
            <Fact label="Not shared" value={missing.join(', ')} use="Spotify doesn’t share these with this app." />
          )}
        </dl>
        <p>
          <Link href="/account" prefetch={false} className="link">
            Your account page
          </Link>{' '}
          lists everything that you allowed this site to see, and until when.
        </p>
      </div>
    </div>
  )
}

type FactProps = { label: string; value: string; use: string }

function Fact({ label, value, use }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd>{use}</dd>
    </div>
  )
}

/** Returns a profile's fields and what this site uses them for. A field's `value` is `null` if Spotify didn't send a value. */
function toFacts({ id, accountId, country, product, followerCount }: Profile) {
  const followers = followerCount === null ? null : formatNumber(followerCount)
  return [
    { label: 'User ID', value: id, use: 'Tells this site which playlists are yours.' },
    { label: 'Account ID', value: accountId, use: 'Tells this site that it’s you when you sign in again.' },
    { label: 'Country', value: country, use: 'Shown only here.' },
    { label: 'Subscription', value: product, use: 'Shown only here.' },
    { label: 'Followers', value: followers, use: 'Shown only here.' },
  ]
}
