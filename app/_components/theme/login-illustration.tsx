/** A stage door in a brick wall at night, with a lamp above it and a tag on the handle. */
export function LoginIllustration({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 400 440" aria-hidden="true" focusable="false" className={className}>
      <path className="fill-night-deep" d="M0 0h400v440H0z" />
      <Bricks />
      <path className="fill-lamp/15" d="M168 92h64l138 348H30z" />
      <path className="fill-night-line" d="M112 150h176v290H112z" />
      <path className="fill-night" d="M124 162h152v278H124z" />
      <path className="fill-none stroke-night-line" strokeWidth="3" d="M142 182h116v94H142zM142 296h116v122H142z" />
      <path className="fill-lamp/25" d="M124 162h152v8H124z" />
      <path className="fill-paper" d="M196 22h8v34h-8z" />
      <path className="fill-lamp" d="M176 56h48l20 38h-88z" />
      <path className="fill-lamp-bright" d="M186 94h28v9h-28z" />
      <path className="fill-paper" d="M122 114h156v28H122z" />
      <text
        x="200"
        y="134"
        textAnchor="middle"
        textLength="132"
        lengthAdjust="spacingAndGlyphs"
        className="fill-lamp-dark font-display text-base font-bold"
      >
        STAGE DOOR
      </text>
      <path className="fill-paper-soft" d="M246 280h18v8h-18z" />
      <path className="fill-none stroke-paper" strokeWidth="1.5" d="m252 288-6 22" />
      <path className="fill-tag" d="m246 306 13 9v46h-30v-44z" />
      <path className="fill-night" d="M243 313h5v5h-5z" />
      <path className="fill-none stroke-tag-ink/60" strokeWidth="2" d="M234 330h20M234 338h20M234 346h12" />
      <path className="fill-night-line" d="M84 428h232v12H84z" />
    </svg>
  )
}

const courses = Array.from({ length: 22 }, (_, row) => row * 20)
const joints = Array.from({ length: 9 }, (_, column) => column * 50)

function Bricks() {
  const rows = courses.map((y) => `M0 ${y}h400`).join('')
  const columns = courses.flatMap((y, row) => joints.map((x) => `M${x + (row % 2 === 0 ? 0 : 25)} ${y}v20`)).join('')
  return <path className="fill-none stroke-night-line/60" d={`${rows}${columns}`} />
}
