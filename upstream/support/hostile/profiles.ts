/** Malicious Spotify profiles. The app must show names as text and link only to known hosts. */
export const hostileProfiles: readonly { title: string; profile: Record<string, unknown> }[] = [
  { title: 'an HTML element as a name', profile: { display_name: '<img src=x onerror=evil()>' } },
  { title: 'a script as a name', profile: { display_name: '</script><script>evil()</script>' } },
  { title: 'a comment as a name', profile: { display_name: '<!--<script>' } },
  { title: 'a name that ends an attribute', profile: { display_name: '" onmouseover="evil()' } },
  { title: 'a template as a name', profile: { display_name: '$' + '{evil()} {{evil()}} $1 $& $`' } },
  { title: 'control characters in the name', profile: { display_name: 'a\0b\r\nset-cookie: session=evil' } },
  { title: 'a name that reverses the text direction', profile: { display_name: '\u202eevil\u2066\u200f' } },
  { title: 'half a character', profile: { display_name: 'Mira \ud83c' } },
  { title: 'a name of 10 kB', profile: { display_name: 'ä'.repeat(5_000) } },
  { title: 'a name that is a list', profile: { display_name: ['evil'] } },
  { title: 'no name', profile: { display_name: null } },
  { title: 'a script as a link', profile: { external_urls: { spotify: 'javascript:evil()' } } },
  { title: 'a link to another host', profile: { external_urls: { spotify: 'https://evil.example/' } } },
  {
    title: 'a link that looks like Spotify',
    profile: { external_urls: { spotify: 'https://open.spotify.com.evil.example/' } },
  },
  {
    title: 'a link with a user name',
    profile: { external_urls: { spotify: 'https://open.spotify.com@evil.example/' } },
  },
  { title: 'a script as a picture', profile: { images: [{ url: 'javascript:evil()', width: 64, height: 64 }] } },
  {
    title: 'a picture of another host',
    profile: { images: [{ url: 'https://evil.example/x', width: 64, height: 64 }] },
  },
  { title: 'a data URL as a picture', profile: { images: [{ url: 'data:image/svg+xml,<svg onload=evil()>' }] } },
  { title: 'no pictures', profile: { images: [] } },
  { title: 'invalid pictures', profile: { images: [null, 7, {}] } },
  { title: 'an ID that is a path', profile: { id: '../../evil' } },
  { title: 'a prototype', profile: JSON.parse('{"__proto__":{"isAdmin":true},"constructor":"evil"}') },
]
