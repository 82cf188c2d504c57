import type { Picture } from '../state.ts'
import { strangerFrom } from './generate.ts'
import type { PlaylistSketch } from './library.ts'
import type { Sketch } from './people.ts'

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

/** A picture that is not hosted by Spotify. */
const foreignPictures: Picture[] = [{ url: 'http://pictures.invalid/cover.svg', height: null, width: null }]

export const hardPeople = {
  long: {
    label: 'نجمة بنت الساقية',
    summary: 'Very long names, right-to-left names, names that look like code.',
    names: longNames,
  },
  bare: { label: 'Bram Hollowell', summary: 'No pictures anywhere.', links: { pictures: () => [] } },
  nulls: {
    label: 'A person without a name',
    summary: 'Everything that can be null is null.',
    displayName: null,
    links: { pictures: () => [] },
  },
  odd: {
    label: 'Odd Lykke',
    summary: 'Links and pictures that point to untrusted hosts.',
    links: { open: () => 'javascript:alert(1)', pictures: () => foreignPictures },
  },
} satisfies Record<string, Sketch>

/** Spotify escapes descriptions written by users, and includes links in the descriptions that it writes itself. */
const markup =
  'You listened to <a href="spotify:playlist:37i9dQZF1E0000000000aa">trams</a> &amp; <a href=https://example.org>ferries</a> on Mondays. Here&#x27;s &lt;more&gt;'

export const hardPlaylists: Record<keyof typeof hardPeople, (PlaylistSketch | null)[]> = {
  long: longNames.map((name, index) => {
    const note = index % 3 === 0 ? `${name} <a href="https://example.org">read on</a> ${name}` : name
    const owner = index % 4 === 3 ? { owner: { id: 'wide', displayName: `${name} & friends` }, public: true } : {}
    return { seed: String(index), name, note, ...owner }
  }),
  bare: Array.from({ length: 6 }, (_, index) => ({ seed: String(index), cover: index % 2 === 0 ? null : [] })),
  nulls: [
    { seed: 'notes', note: null, cover: null },
    null,
    { seed: 'public', public: null, count: { total: null } },
    { seed: 'owner', owner: { id: 'nameless-owner', displayName: null }, public: true, cover: null },
    { seed: 'notes', note: null, cover: null },
    { seed: 'total', count: {} },
    { seed: 'field', count: null, cover: [] },
    null,
    { seed: 'name', name: null, note: null, public: null, cover: null },
    { seed: 'contents', name: 'Holes', mixed: true, size: 15, count: { total: null } },
  ],
  odd: [
    { seed: 'link', name: 'A link that is a script', note: markup, openUrl: 'javascript:alert(1)' },
    { seed: 'picture', name: 'A picture from elsewhere', cover: foreignPictures },
    {
      seed: 'both',
      name: 'A link to another site',
      openUrl: 'https://elsewhere.invalid/playlist',
      owner: strangerFrom('odd'),
      public: true,
    },
  ],
}
