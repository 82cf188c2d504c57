/** Where Spotify's description is wrong, and the emulator does as Spotify does. */
export type Exception = {
  /** Lines of `checkAgainstDescription`, with the API variant in front. */
  covers: RegExp
  reason: string
  /** Where the answer of the real Spotify was described or seen. */
  source: string
}

export const exceptions: readonly Exception[] = [
  {
    covers: /^\w+ \w+ \S+ (?:400|404|50\d): is not named$/,
    reason: 'Most addresses name no 400, 404 or 5xx, which Spotify’s page on API calls has for all.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls (2026-02-27)',
  },
  {
    covers: / 403: must be JSON$/,
    reason: 'Who is not on the app’s list, or whose app has an owner without Premium, is refused in plain text.',
    source:
      'https://github.com/Lioncat6/OSC-Chat-Tools/issues/32 (2026-05), https://github.com/zmb3/spotify/issues/301',
  },
  {
    covers: / 50[023]: must be JSON$/,
    reason: 'What stands before Spotify’s servers answers in plain text when it does not reach them.',
    source: 'https://github.com/zmb3/spotify/issues/153, https://github.com/spotify/web-api/issues/742',
  },
  {
    covers: /^development .* must have required property '(?:available_markets|publisher|label|popularity)'$/,
    reason: 'Development mode lost these fields, and the description still requires them.',
    source: 'https://developer.spotify.com/documentation/web-api/references/changes/february-2026',
  },
  {
    covers: /\(local\)/,
    reason: 'A file of the listener’s own has no id, no links and no album of Spotify’s.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/playlists',
  },
  {
    covers: /GET \/me 200 \/display_name: must be string$/,
    reason: 'The description’s own words: null where there is none.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile',
  },
  {
    covers: / 200 (?:\/items\/\*)?\/public: must be boolean$/,
    reason: 'The description’s own words: null where it is not relevant.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlist',
  },
  {
    covers: /\/added_(?:at|by): must be (?:string|object)$/,
    reason: 'The description’s own words: null in very old playlists.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlists-items',
  },
  {
    covers: / 200 (?:\/items)?\/items\/\*\/(?:item|track): must be object$/,
    reason: 'An entry that is no longer available is null.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-playlists-items',
  },
  {
    covers: /GET \/(?:me\/playlists|playlists\/\{playlist_id\}) 200 (?:\/items\/\*)?\/images: must be array$/,
    reason: 'A playlist without a picture has null.',
    source:
      'https://github.com/hrkfdn/ncspot/issues/1425, https://github.com/home-assistant/core/issues/177215 (2026-07)',
  },
  {
    covers: /GET \/me\/playlists 200 \/items\/\*: must be object$/,
    reason: 'Lists with null in place of a playlist were seen.',
    source: 'https://github.com/MaximoMachado/spotify-playlist-manager/pull/40',
  },
  {
    covers: / 200 (?:\/items\/\*)?\/(?:name|description): must be string$/,
    reason: 'Playlists with null where a text is promised were seen.',
    source: 'https://github.com/crmne/fastpotify/issues/38 (2026-08-29)',
  },
  {
    covers: /GET \/me\/playlists 200 \/items\/\*\/(?:items|tracks)\/total: must be integer$/,
    reason: 'Playlists with null for a count were seen.',
    source: 'https://github.com/aome510/spotify-player/issues/398 (2024)',
  },
  {
    covers: /GET \/me\/player\/currently-playing 204: /,
    reason: 'Nothing is playing: 204 without a body, as the description has it for /me/player alone.',
    source:
      'https://developer.spotify.com/documentation/web-api/reference/get-information-about-the-users-current-playback',
  },
  {
    covers: /GET \/me\/player\/currently-playing 200 \/(?:context|item): must be object$/,
    reason: 'The description’s own words: both can be null.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track',
  },
  {
    covers: /GET \/me\/player\/recently-played 200 \/items\/\*\/context: must be object$/,
    reason: 'What was not played from a list has null, as it has while it plays.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track',
  },
  {
    covers:
      /GET \/me\/(?:player\/recently-played|following) 200 \/(?:artists\/)?(?:next|cursors\/after): must be string$/,
    reason: 'The description’s own words for `next`: null if none; so is the cursor that it is made of.',
    source: 'https://developer.spotify.com/documentation/web-api/reference/get-followed',
  },
  {
    covers: /(?:GET|PUT|DELETE) \/me\/library(?:\/contains)? 400: must have required property '(?:status|message)'$/,
    reason: 'Here the description leaves out the envelope that every error of the Web API has.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls (2026-02-27)',
  },
]

/** The lines that no exception covers. */
export const uncovered = (lines: readonly string[]) =>
  lines.filter((line) => !exceptions.some(({ covers }) => covers.test(line)))
