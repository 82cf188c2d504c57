export const Dashboard = () => (
  <a href="https://developer.spotify.com/dashboard" className="link">
    Spotify’s dashboard
  </a>
)
