/** The site's logo: the lamp above the stage door. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 28" width="24" height="28" aria-hidden="true" focusable="false" className="shrink-0">
      <path className="fill-lamp/25" d="M6 15h12l5 13H1z" />
      <path className="fill-paper" d="M11 1h2v5h-2z" />
      <path className="fill-lamp" d="M8 6h8l4 9H4z" />
    </svg>
  )
}
