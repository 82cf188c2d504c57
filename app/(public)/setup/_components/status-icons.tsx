export function ValidIcon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label="In order:" className="shrink-0">
      <path className="fill-lamp" d="M0 0h24v24H0z" />
      <path className="fill-none stroke-lamp-dark" strokeWidth="3" d="m5 12 5 5 9-10" />
    </svg>
  )
}

export function InvalidIcon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label="Wrong:" className="shrink-0">
      <path className="fill-alarm" d="M0 0h24v24H0z" />
      <path className="fill-none stroke-page" strokeWidth="3" d="m6 6 12 12M18 6 6 18" />
    </svg>
  )
}

export function WarningIcon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label="Unsure:" className="shrink-0">
      <path className="fill-tag" d="M0 0h24v24H0z" />
      <path className="fill-none stroke-tag-ink" strokeWidth="3" d="M12 4.5v10M12 17v3" />
    </svg>
  )
}
