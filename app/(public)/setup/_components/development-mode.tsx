import { Dashboard } from './dashboard'

/** Facts of Spotify's quota modes and its changes of February and July 2026. */
export function DevelopmentMode({ isSpotify }: { isSpotify: boolean }) {
  return (
    <section aria-labelledby="limits" className="max-w-2xl">
      <h2 id="limits" className="mb-3 text-2xl">
        Before others sign in
      </h2>
      <p className="mb-3">
        A new app is in development mode, which has limits (as of November 2026). You find it in <Dashboard />.
        {!isSpotify && ' They hold at Spotify itself, and the settings above point elsewhere.'}
      </p>
      <ul className="list-disc pl-5 [&_li]:mb-2">
        <li>
          The account that made the app needs <strong>Premium</strong>. Without it Spotify refuses every call, and
          notices a change only after some hours.
        </li>
        <li>
          <strong>Five people</strong> can use it. Add each under <strong>User Management</strong>, with the e-mail of
          their Spotify account.
        </li>
        <li>
          There is a <strong>quota</strong>, counted over all apps of your developer account since July 2026. Used up,
          it takes up to a day to come back.
        </li>
      </ul>
    </section>
  )
}
