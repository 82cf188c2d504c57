/** Errors in Spotify's description, where the emulator follows Spotify's behaviour. */
export type Exception = {
  /** Lines of `checkAgainstDescription`, with the API variant in front. */
  covers: RegExp
  reason: string
  /** Where the real behaviour is documented or was seen. */
  source: string
}

export const exceptions: readonly Exception[] = [
  {
    covers: /^\w+ \w+ \S+ (?:400|404|50\d): is not named$/,
    reason: 'Most endpoints do not list 400, 404 or 5xx, which Spotify’s page on API calls documents for all.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls (2026-02-27)',
  },
  {
    covers: / 403: must be JSON$/,
    reason: 'Refusals of unregistered users, and of apps whose owner has no Premium, are plain text.',
    source:
      'https://github.com/Lioncat6/OSC-Chat-Tools/issues/32 (2026-05), https://github.com/zmb3/spotify/issues/301',
  },
  {
    covers: / 50[023]: must be JSON$/,
    reason: 'Proxies in front of Spotify’s servers respond in plain text if they cannot reach them.',
    source: 'https://github.com/zmb3/spotify/issues/153, https://github.com/spotify/web-api/issues/742',
  },
  {
    covers: /^development .* must have required property '(?:available_markets|publisher|label|popularity)'$/,
    reason: 'Development mode lost these fields, but the description still requires them.',
    source: 'https://developer.spotify.com/documentation/web-api/references/changes/february-2026',
  },
  {
    covers: /\(local\)/,
    reason: 'A local file has no ID, no links and no album at Spotify.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/playlists',
  },
  {
    covers: /GET \/me 200 \/display_name: must be string$/,
    reason: 'According to the description itself, null if there is none.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile',
  },
  {
    covers: / 200 (?:\/items\/\*)?\/public: must be boolean$/,
    reason: 'According to the description itself, null if it is not relevant.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlist',
  },
  {
    covers: /\/added_(?:at|by): must be (?:string|object)$/,
    reason: 'According to the description itself, null in very old playlists.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlists-items',
  },
  {
    covers: / 200 (?:\/items)?\/items\/\*\/(?:item|track): must be object$/,
    reason: 'Unavailable entries are null.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlists-items',
  },
  {
    covers: /GET \/(?:me\/playlists|playlists\/\{playlist_id\}) 200 (?:\/items\/\*)?\/images: must be array$/,
    reason: 'Playlists without a picture have null.',
    source:
      'https://github.com/hrkfdn/ncspot/issues/1425, https://github.com/home-assistant/core/issues/177215 (2026-07)',
  },
  {
    covers: /GET \/me\/playlists 200 \/items\/\*: must be object$/,
    reason: 'Lists with null instead of a playlist were seen.',
    source: 'https://github.com/MaximoMachado/spotify-playlist-manager/pull/40',
  },
  {
    covers: / 200 (?:\/items\/\*)?\/(?:name|description): must be string$/,
    reason: 'Playlists with null instead of a string were seen.',
    source: 'https://github.com/crmne/fastpotify/issues/38 (2026-08-29)',
  },
  {
    covers: /GET \/me\/playlists 200 \/items\/\*\/(?:items|tracks)\/total: must be integer$/,
    reason: 'Playlists with null as their count were seen.',
    source: 'https://github.com/aome510/spotify-player/issues/398 (2024)',
  },
  {
    covers: /GET \/me\/player\/currently-playing 204: /,
    reason: 'If nothing is playing, 204 without a body, which the description has only for /me/player.',
    source:
      'https://developer.spotify.com/documentation/web-api/reference/get-information-about-the-users-current-playback',
  },
  {
    covers: /GET \/me\/player\/currently-playing 200 \/(?:context|item): must be object$/,
    reason: 'According to the description itself, both can be null.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track',
  },
  {
    covers: /GET \/me\/player\/recently-played 200 \/items\/\*\/context: must be object$/,
    reason: 'Tracks that were not played from a list have null, like during playback.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track',
  },
  {
    covers:
      /GET \/me\/(?:player\/recently-played|following) 200 \/(?:artists\/)?(?:next|cursors\/after): must be string$/,
    reason: 'According to the description itself, `next` is null if there is none, and so is its cursor.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-followed',
  },
  {
    covers: /(?:GET|PUT|DELETE) \/me\/library(?:\/contains)? 400: must have required property '(?:status|message)'$/,
    reason: 'Here the description omits the envelope that every error of the Web API has.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls (2026-02-27)',
  },
]

/** Returns the lines that no exception covers. */
export const uncovered = (lines: readonly string[]) =>
  lines.filter((line) => !exceptions.some(({ covers }) => covers.test(line)))
