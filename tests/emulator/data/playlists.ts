import { between, idFrom, ownerName, playlistName, playlistNote, type Random, seeded } from './names.ts'
import type { PersonId } from './people.ts'

export type Owner = { id: string; displayName: string | null }

export type Playlist = {
  id: string
  name: string | null
  note: string | null
  owner: Owner
  /** The IDs of other users who can add items. */
  collaborators: readonly string[]
  collaborative: boolean
  public: boolean | null
  cover: 'drawn' | 'uploaded' | 'empty' | 'null' | 'foreign'
  size: number
  /** The size shown in a list of playlists. The playlist itself always reports the correct size. */
  announced: number | null | 'no total' | 'no field'
  mixed: boolean
  openUrl: string | null
}

export type PlaylistSketch = Partial<Playlist>

/** Returns a playlist for this user's list. Properties that the sketch omits are generated from the seed. */
export function playlistFor(person: PersonId, seed: string, sketch: PlaylistSketch = {}): Playlist {
  const random = seeded(`playlist:${person}:${seed}`)
  const size = sketch.size ?? between(random, 1, 90)
  return {
    id: idFrom(`playlist:${person}:${seed}`),
    name: playlistName(random),
    note: playlistNote(random),
    // The Web API returns the user's current display name instead.
    owner: { id: person, displayName: null },
    collaborators: [],
    collaborative: false,
    public: false,
    cover: random() < 0.3 ? 'uploaded' : 'drawn',
    announced: size,
    mixed: false,
    openUrl: null,
    ...sketch,
    size,
  }
}

/** Returns an owner who is not one of the emulator's users. */
export function strangerFrom(seed: string): Owner {
  const displayName = ownerName(seeded(`owner:${seed}`))
  return { id: displayName.toLowerCase().replace(/[^a-z]+/g, '-'), displayName }
}

/** Returns a typical playlist: usually private, sometimes public, shared or owned by another user. */
export function everydayPlaylist(person: PersonId, index: number): Playlist {
  const seed = String(index)
  return playlistFor(person, seed, everydayKind(person, seed, seeded(`kind:${person}:${seed}`)))
}

function everydayKind(person: PersonId, seed: string, random: Random): PlaylistSketch {
  const lot = random()
  if (lot < 0.5) return {}
  if (lot < 0.7) return { public: true }
  if (lot < 0.8) return { collaborative: true }
  const owner = strangerFrom(`${person}:${seed}`)
  if (lot < 0.88) return { owner, collaborative: true, collaborators: [person] }
  return { owner, public: true }
}
