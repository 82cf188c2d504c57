import { kindLabels } from '@/lib/format'
import type { PlaylistItem } from '@/lib/spotify/shapes'

export type TrackNameProps = { track: Pick<PlaylistItem, 'kind' | 'name' | 'isExplicit'>; className?: string }

/** The name of a track or episode, with tags for its kind and for explicit content. */
export function TrackName({ track: { kind, name, isExplicit }, className }: TrackNameProps) {
  return (
    <>
      <bdi className={className}>{name?.trim() || namelessTrack[kind]}</bdi>{' '}
      {kindLabels[kind] && <span className="tag ml-1 align-text-bottom">{kindLabels[kind]}</span>}
      {isExplicit && (
        <span className="ml-1 inline-block rounded-small border border-edge px-1.5 align-text-bottom text-xs leading-5 font-normal text-soft">
          Explicit
        </span>
      )}
    </>
  )
}

const namelessTrack: Record<PlaylistItem['kind'], string> = {
  track: 'Track without a name',
  episode: 'Episode without a name',
  local: 'Local file without a name',
  unavailable: 'No longer available on Spotify',
}

/** A comma-separated list of names from Spotify. Each name has its own `<bdi>` element, because names may be in any language. */
export function NameList({ names }: { names: string[] }) {
  return names.map((name, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two artists may share a name, and their order never changes
    <span key={index}>
      {index > 0 && ', '}
      <bdi>{name}</bdi>
    </span>
  ))
}
