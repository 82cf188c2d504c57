export type Status = 'valid' | 'invalid' | 'warning'

const icons = {
  valid: { label: 'OK:', square: 'fill-lamp', line: 'stroke-lamp-dark', path: 'm5 12 5 5 9-10' },
  invalid: { label: 'Problem:', square: 'fill-alarm', line: 'stroke-page', path: 'm6 6 12 12M18 6 6 18' },
  warning: { label: 'Warning:', square: 'fill-tag', line: 'stroke-tag-ink', path: 'M12 4.5v10M12 17v3' },
}

export function StatusIcon({ status }: { status: Status }) {
  const { label, square, line, path } = icons[status]
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" role="img" aria-label={label} className="shrink-0">
      <path className={square} d="M0 0h24v24H0z" />
      <path className={`fill-none ${line}`} strokeWidth="3" d={path} />
    </svg>
  )
}
