/** The benchmark's plain page. Lists playlists, which it reads with a fixed token. Has no styles, sign-in or client components. */

const options = { headers: { authorization: 'Bearer fixed' }, cache: 'no-store' }

const read = async (path) => (await fetch(process.env.SPOTIFY_API_URL + path, options)).json()

export default async function PlainPage() {
  const [viewer, list] = await Promise.all([read('/v1/me'), read('/v1/me/playlists?limit=50&offset=0')])
  return (
    <>
      <h1>Playlists of {viewer.display_name}</h1>
      <ul>
        {list.items.map(({ id, name, owner, items }) => (
          <li key={id}>
            {name}, {owner.display_name}, {items.total}
          </li>
        ))}
      </ul>
    </>
  )
}
