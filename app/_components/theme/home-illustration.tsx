/** An open stage door with a mock-up of the app behind it. `home-covers.svg` contains the covers, in the same order as the list. */
export function HomeIllustration() {
  return (
    <figure className="home-illustration">
      <div className="paper">
        <p>
          <b>Your playlists</b> All 120 playlists
        </p>
        <ul role="list">
          <li>
            <p>
              <b>Night ferry</b> 130 tracks · Yours
            </p>
            <span className="tag">Private</span>
          </li>
          <li>
            <p>
              <b>Four friends</b> 31 tracks · Yours
            </p>
            <span className="tag">Collaborative</span>
          </li>
          <li>
            <p>
              <b>Balcony season</b> 24 tracks · By a friend
            </p>
            <span className="tag">Public</span>
          </li>
        </ul>
        <figcaption>Names and covers are made up.</figcaption>
      </div>
    </figure>
  )
}
