/** A difference between Spotify's actual behaviour, which the emulator follows, and Spotify's API description. */
export type Exception = {
  /** Matches lines from `checkResponse`, which start with the API variant. */
  covers: RegExp
  reason: string
  /** Where the real behaviour is documented or has been observed. */
  source: string
}

export const exceptions: readonly Exception[] = [
  {
    covers: /^\w+ \w+ \S+ (?:400|404|50\d): is not named$/,
    reason:
      'Most endpoints do not list the statuses 400, 404 and 5xx. Spotify’s page on API calls documents them for all endpoints.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls (2026-02-27)',
  },
  {
    covers: / 403: must be JSON$/,
    reason: 'The 403 for an unregistered user or an owner without Premium is plain text.',
    source:
      'https://github.com/Lioncat6/OSC-Chat-Tools/issues/32 (2026-05), https://github.com/zmb3/spotify/issues/301',
  },
  {
    covers: / 50[023]: must be JSON$/,
    reason: 'A proxy in front of Spotify’s servers responds in plain text if it cannot reach a server.',
    source: 'https://github.com/zmb3/spotify/issues/153, https://github.com/spotify/web-api/issues/742',
  },
  {
    covers: /^development .* must have required property '(?:available_markets|publisher|label|popularity)'$/,
    reason: 'In development mode, responses no longer have these fields, but the description still requires them.',
    source: 'https://developer.spotify.com/documentation/web-api/references/changes/february-2026',
  },
  {
    covers: /\(local\)/,
    reason: 'A local file has no ID, links or album on Spotify.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/playlists',
  },
  {
    covers: /GET \/me 200 \/display_name: must be string$/,
    reason: 'The description itself says that the field is null if there is no display name.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile',
  },
  {
    covers: / 200 (?:\/items\/\*)?\/public: must be boolean$/,
    reason: 'The description itself says that the field can be null.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlist',
  },
  {
    covers: /\/added_(?:at|by): must be (?:string|object)$/,
    reason: 'The description itself says that the field is null in very old playlists.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlists-items',
  },
  {
    covers: / 200 (?:\/items)?\/items\/\*\/(?:item|track): must be object$/,
    reason: 'Spotify sends null for unavailable entries.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlists-items',
  },
  {
    covers: /GET \/(?:me\/playlists|playlists\/\{playlist_id\}) 200 (?:\/items\/\*)?\/images: must be array$/,
    reason: 'Spotify sends null if a playlist has no picture.',
    source:
      'https://github.com/hrkfdn/ncspot/issues/1425, https://github.com/home-assistant/core/issues/177215 (2026-07)',
  },
  {
    covers: /GET \/me\/playlists 200 \/items\/\*: must be object$/,
    reason: 'Users have reported that Spotify sends null instead of a playlist.',
    source: 'https://github.com/MaximoMachado/spotify-playlist-manager/pull/40',
  },
  {
    covers: / 200 (?:\/items\/\*)?\/(?:name|description): must be string$/,
    reason: 'Users have reported that Spotify sends null instead of a string.',
    source: 'https://github.com/crmne/fastpotify/issues/38 (2026-08-29)',
  },
  {
    covers: /GET \/me\/playlists 200 \/items\/\*\/(?:items|tracks)\/total: must be integer$/,
    reason: 'Users have reported that Spotify sends null instead of a track count.',
    source: 'https://github.com/aome510/spotify-player/issues/398 (2024)',
  },
  {
    covers: /GET \/me\/player\/currently-playing 204: /,
    reason: 'If nothing is playing, Spotify responds with 204. The description lists that status only for /me/player.',
    source:
      'https://developer.spotify.com/documentation/web-api/reference/get-information-about-the-users-current-playback',
  },
  {
    covers: /GET \/me\/player\/currently-playing 200 \/(?:context|item): must be object$/,
    reason: 'The description itself says that both fields can be null.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track',
  },
  {
    covers: /GET \/me\/player\/recently-played 200 \/items\/\*\/context: must be object$/,
    reason: 'The field is null if a track was not played from a list, as in the response for the current track.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track',
  },
  {
    covers:
      /GET \/me\/(?:player\/recently-played|following) 200 \/(?:artists\/)?(?:next|cursors\/after): must be string$/,
    reason: 'The description itself says that `next` is null on the last page. The `after` cursor is then null too.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-followed',
  },
  {
    covers: /(?:GET|PUT|DELETE) \/me\/library(?:\/contains)? 400: must have required property '(?:status|message)'$/,
    reason: 'For these endpoints, the description omits the `error` object that wraps every Web API error.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls (2026-02-27)',
  },
]

/** Returns the lines that no exception covers. */
export const uncovered = (lines: readonly string[]) =>
  lines.filter((line) => !exceptions.some(({ covers }) => covers.test(line)))
