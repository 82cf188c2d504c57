/**
 * Shown if a page calls `notFound`. Next (16.4.6) includes this component in every page's HTML, so it must be small. Without this
 * file, Next would include its own, which is larger. Unknown URLs show `global-not-found.tsx`.
 */
export default function NotFound() {
  return <h1>Page not found</h1>
}
