import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { Avatar } from '@/app/_components/ui/avatar'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { formatNumber } from '@/lib/format'
import type { SignedIn } from '@/lib/session/server'
import { type Profile as ProfileData, readProfile } from '@/lib/spotify/profile'

export async function Profile({ read }: Pick<SignedIn, 'read'>) {
  const profile = await read(readProfile)
  return profile.kind === 'ok' ? <ProfileCard profile={profile.value} /> : <ReadErrorCard failure={profile} />
}

function ProfileCard({ profile }: { profile: ProfileData }) {
  const { name, pictureUrl, spotifyUrl } = profile
  const facts = toFacts(profile)
  const missing = facts.flatMap(({ value, noun }) => (value === null ? [noun] : []))
  return (
    <>
      <section className={cardShape}>
        <Avatar pictureUrl={pictureUrl} name={name} />
        <div className="min-w-0 flex-1">
          <h2 className="mb-4 text-3xl break-words sm:text-4xl">{name ? <bdi>{name}</bdi> : 'No name'}</h2>
          <dl className="mb-6 grid grid-cols-[auto_minmax(0,1fr)] gap-x-8 gap-y-2">
            {facts.map(
              ({ label, value }) =>
                value !== null && (
                  <div key={label} className="contents">
                    <dt className="font-display text-soft">{label}</dt>
                    <dd className="break-words">{value}</dd>
                  </div>
                ),
            )}
          </dl>
          <SpotifyLink href={spotifyUrl} name={name ?? 'your profile'} className="button-quiet" />
        </div>
      </section>
      {missing.length > 0 && (
        <p className="mt-8 max-w-prose font-display text-soft">
          Spotify doesn’t share your {new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(missing)} with this
          app.
        </p>
      )}
    </>
  )
}

/** Returns a profile's fields. A field's `value` is `null` if Spotify didn't send a value. */
function toFacts({ id, country, product, followerCount }: ProfileData) {
  return [
    { label: 'User ID', noun: 'user ID', value: id },
    { label: 'Country', noun: 'country', value: country },
    { label: 'Subscription', noun: 'subscription', value: product },
    {
      label: 'Followers',
      noun: 'number of followers',
      value: followerCount === null ? null : formatNumber(followerCount),
    },
  ]
}

export function ProfileSkeleton() {
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading your profile
      </p>
      <div aria-hidden="true" className={cardShape}>
        <div className="blank size-28 shrink-0 sm:size-36" />
        <div className="flex flex-1 flex-col gap-3">
          <div className="blank h-10 w-3/5 sm:h-11" />
          <div className="blank h-6 w-2/5" />
          <div className="blank h-11 w-32" />
        </div>
      </div>
    </div>
  )
}

const cardShape = 'flex max-w-3xl flex-col gap-6 border border-line bg-panel p-6 sm:flex-row sm:gap-8 sm:p-8'
