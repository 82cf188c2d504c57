import { kindLabels } from '@/lib/format'
import type { Track } from '@/lib/spotify/shapes'

export function TrackName({ track: { name, kind, isExplicit } }: { track: Track }) {
  return (
    <>
      <bdi>{name?.trim() || 'Track without a name'}</bdi>
      {kindLabels[kind] && <span className="tag ml-2 align-text-bottom">{kindLabels[kind]}</span>}
      {isExplicit && (
        <span className="ml-2 inline-block rounded-small border border-edge px-1.5 align-text-bottom text-xs leading-5 font-normal text-soft">
          Explicit
        </span>
      )}
    </>
  )
}

/** Lists the artists of a track, or names the show of an episode. */
export function TrackArtists({ track: { artists, album }, className }: { track: Track; className: string }) {
  const names = artists.length > 0 ? artists : [album ?? []].flat()
  if (names.length === 0) return null
  return (
    <p className={className}>
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two artists may share a name, and their order never changes
        <span key={index}>
          {index > 0 && ', '}
          <bdi>{name}</bdi>
        </span>
      ))}
    </p>
  )
}
