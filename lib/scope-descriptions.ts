import type { Scope } from './spotify/scopes'

/** `grants` describes the permission, and `use` says what the app needs it for. */
const descriptions: Record<Scope, { grants: string; use: string }> = {
  'playlist-read-private': { grants: 'See your private playlists', use: 'your playlists and their contents.' },
  'playlist-read-collaborative': {
    grants: 'See your collaborative playlists',
    use: 'collaborative playlists in your list.',
  },
  'user-read-private': { grants: 'See your country and subscription', use: 'your profile.' },
  'user-read-email': { grants: 'See your email address', use: 'your profile.' },
  'user-top-read': { grants: 'See your top artists and tracks', use: 'your listening.' },
  'user-read-recently-played': { grants: 'See what you played recently', use: 'your listening.' },
  'user-read-currently-playing': { grants: 'See what you are playing', use: 'your listening.' },
  'user-read-playback-state': { grants: 'See your player and devices', use: 'your listening.' },
  'user-library-read': { grants: 'See your library', use: 'your library.' },
  'user-library-modify': { grants: 'Change your library', use: 'your library.' },
  'user-follow-read': { grants: 'See who you follow', use: 'your library.' },
  'user-follow-modify': { grants: 'Change who you follow', use: 'your library.' },
  'playlist-modify-private': { grants: 'Change your private playlists', use: 'editing playlists.' },
  'playlist-modify-public': { grants: 'Change your public playlists', use: 'editing playlists.' },
  'user-modify-playback-state': { grants: 'Control your player', use: 'playback.' },
  'user-read-playback-position': { grants: 'See your position in episodes', use: 'your podcasts.' },
}

/** Returns a scope's two descriptions, which the app shows to visitors. */
export const describeScope = (scope: Scope) => descriptions[scope]
