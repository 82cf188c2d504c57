import type { Sketch } from './people.ts'
import { type Playlist, playlistFor, strangerFrom } from './playlists.ts'

/** Test users whose data is hard to display, and their playlists. */

const longNames = [
  'A playlist whose name goes on and on because whoever made it could not decide which of the many songs about ferries, trams and staircases it is really about, so all of them are in the name',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftslieder',
  'أغاني السفينة الليلية وكل ما سمعناه على الطريق الطويل إلى البيت بعد المطر وقبل أن يغلي الإبريق على النار الهادئة',
  'שירים של מרפסת קיץ, של רכבת מאוחרת ושל מטבח ריק בשעה שתיים וחצי לפנות בוקר כשאף אחד לא בבית',
  'Mixed مرحبا and שלום and hello, 12 songs (٣ of them twice)',
  '🌊🚋🪜 🕯️ 👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇴 ferry songs 🌊🚋🪜 🕯️ 👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇴 and tram songs 🌊🚋🪜 🕯️ 👩‍👩‍👧‍👦',
  '<b>bold</b> & <i>quick</i> &amp; "quoted" \'twice\'',
  '<script>alert("playlist")</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}} <%= 7*7 %> %00 \\u0000 ../../etc',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ songs',
  '    spaces    on    both    sides    ',
]

export const hardPeople = {
  long: {
    label: 'نجمة بنت الساقية',
    summary: 'Very long names, right-to-left names, names that look like code.',
    names: longNames,
  },
  bare: { label: 'Bram Hollowell', summary: 'No pictures anywhere.', picture: 'none' },
  nulls: {
    label: 'A person without a name',
    summary: 'Everything that can be null is null.',
    displayName: null,
    picture: 'none',
  },
  odd: {
    label: 'Odd Lykke',
    summary: 'Links and pictures that point to untrusted hosts.',
    picture: 'foreign',
    openUrl: 'javascript:alert(1)',
  },
} satisfies Record<string, Sketch>

function long(): Playlist[] {
  return longNames.map((name, index) => {
    const note = index % 3 === 0 ? `${name} <a href="https://example.org">read on</a> ${name}` : name
    const owner = index % 4 === 3 ? { owner: { id: 'wide', displayName: `${name} & friends` }, public: true } : {}
    return playlistFor('long', String(index), { name, note, ...owner })
  })
}

function bare(): Playlist[] {
  return Array.from({ length: 6 }, (_, index) =>
    playlistFor('bare', String(index), { cover: index % 2 === 0 ? 'null' : 'empty' }),
  )
}

function nulls(): (Playlist | null)[] {
  const nameless = { id: 'nameless-owner', displayName: null }
  const one = playlistFor('nulls', 'notes', { note: null, cover: 'null' })
  return [
    one,
    null,
    playlistFor('nulls', 'public', { public: null, announced: null }),
    playlistFor('nulls', 'owner', { owner: nameless, public: true, cover: 'null' }),
    one,
    playlistFor('nulls', 'total', { announced: 'no total' }),
    playlistFor('nulls', 'field', { announced: 'no field', cover: 'empty' }),
    null,
    playlistFor('nulls', 'name', { name: null, note: null, public: null, cover: 'null' }),
    playlistFor('nulls', 'contents', { name: 'Holes', mixed: true, size: 15, announced: null }),
  ]
}

/** Spotify escapes descriptions written by users, and includes links in the descriptions that it writes itself. */
const markup =
  'You listened to <a href="spotify:playlist:37i9dQZF1E0000000000aa">trams</a> &amp; <a href=https://example.org>ferries</a> on Mondays. Here&#x27;s &lt;more&gt;'

function odd(): Playlist[] {
  return [
    playlistFor('odd', 'link', { name: 'A link that is a script', note: markup, openUrl: 'javascript:alert(1)' }),
    playlistFor('odd', 'picture', { name: 'A picture from elsewhere', cover: 'foreign' }),
    playlistFor('odd', 'both', {
      name: 'A link to another site',
      openUrl: 'https://elsewhere.invalid/playlist',
      owner: strangerFrom('odd'),
      public: true,
    }),
  ]
}

export const hardPlaylists = { long, bare, nulls, odd }
