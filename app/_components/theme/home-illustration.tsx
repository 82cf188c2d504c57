import type { ReactNode } from 'react'

/** An open stage door with a mock-up of the app behind it. All names in the mock-up are invented. */
export function HomeIllustration({ className }: { className: string }) {
  return (
    <figure className={className}>
      <Lamp />
      <div className="paper border-x-12 border-t-12 border-night-line bg-panel">
        <div className="border-x-4 border-t-4 border-night-deep px-4 pt-5 pb-2 sm:px-6">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 pb-4">
            <span className="font-display text-xl font-extrabold tracking-tight sm:text-2xl">Your playlists</span>
            <span className="font-sans text-sm text-soft">All 120 playlists</span>
          </p>
          <ul role="list" className="font-sans">
            {samples.map((sample) => (
              <Sample key={sample.name} {...sample} />
            ))}
          </ul>
          <figcaption className="border-t border-line py-3 font-display text-xs text-soft">
            Names and covers are made up.
          </figcaption>
        </div>
      </div>
    </figure>
  )
}

function Lamp() {
  return (
    <svg viewBox="0 0 420 164" aria-hidden="true" focusable="false" className="block w-full">
      <path className="fill-lamp/15" d="M176 62h68l150 102H26z" />
      <path className="fill-none stroke-night-line" d={bricks} />
      <path className="fill-paper" d="M207 0h6v28h-6z" />
      <path className="fill-lamp" d="M188 26h44l24 36h-92z" />
      <path className="fill-lamp-bright" d="M196 62h28v8h-28z" />
      <path className="fill-paper" d="M112 98h196v38H112z" />
      <text x="210" y="124" textAnchor="middle" className="fill-lamp-dark font-display text-xl font-extrabold">
        STAGE DOOR
      </text>
    </svg>
  )
}

/** The SVG path of six rows of bricks in the lamplight. The rows get wider towards the door. */
const bricks = Array.from({ length: 6 }, (_, row) => {
  const y = 68 + row * 16
  const reach = 72 + row * 23
  const joints = Array.from({ length: 14 }, (_, column) => column * 32 + (row % 2) * 16)
  const upright = joints.filter((x) => Math.abs(x - 210) < reach - 8).map((x) => `M${x} ${y}v16`)
  return `M${210 - reach} ${y}h${2 * reach}${upright.join('')}`
}).join('')

type SampleProps = { name: string; owner: string; tag: string; cover: ReactNode }

function Sample({ name, owner, tag, cover }: SampleProps) {
  return (
    <li className="grid grid-cols-[min(3.5rem,20%)_minmax(0,1fr)] items-center gap-x-4 gap-y-1 border-t border-line py-3 sm:grid-cols-[3.5rem_minmax(0,1fr)_auto]">
      {/* The `w-full` class is needed because, in a grid, WebKit draws an SVG that has no width too large. */}
      <svg
        viewBox="0 0 60 60"
        aria-hidden="true"
        focusable="false"
        className="row-span-2 w-full rounded-cover sm:row-span-1"
      >
        {cover}
      </svg>
      <p className="leading-snug">
        <span className="block font-semibold">{name}</span>
        <span className="text-sm text-soft">{owner}</span>
      </p>
      <span className="tag justify-self-start">{tag}</span>
    </li>
  )
}

const samples: SampleProps[] = [
  {
    name: 'Night ferry',
    owner: 'Yours, 130 tracks',
    tag: 'Private',
    cover: (
      <>
        <path fill="#efe0c6" d="M0 0h60v60H0z" />
        <circle fill="#c8843b" cx="30" cy="34" r="15" />
        <path fill="#7c8c84" d="M0 37h60v23H0z" />
        <path fill="#2f2a26" d="M0 47h60v13H0z" />
      </>
    ),
  },
  {
    name: 'Four friends',
    owner: 'Yours, 31 tracks',
    tag: 'Collaborative',
    cover: (
      <>
        <path fill="#3b4a54" d="M0 0h60v60H0z" />
        <path fill="#d9b48a" d="M8 60V30a22 22 0 0 1 44 0v30z" />
        <path fill="#a4503c" d="M18 60V34a12 12 0 0 1 24 0v26z" />
      </>
    ),
  },
  {
    name: 'Balcony season',
    owner: 'Followed, 24 tracks',
    tag: 'Public',
    cover: (
      <>
        <path fill="#d7a07a" d="M0 0h60v60H0z" />
        <path fill="#463c52" d="M0 0h30v30A30 30 0 0 1 0 0zM60 60H30V30a30 30 0 0 1 30 30z" />
        <path fill="#f1e6da" d="M30 0h30a30 30 0 0 1-30 30z" />
      </>
    ),
  },
]
