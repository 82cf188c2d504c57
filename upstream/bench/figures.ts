/** A benchmark metric. Each round adds one value for the app and one for the baseline. */
export type Figure = {
  name: string
  unit: string
  ours: number[]
  baseline: number[]
  /** The limit on the ratio of the app's value to the baseline's value. */
  goal?: { at: 'most' | 'least'; ratio: number }
}

export type EvaluatedFigure = Figure & {
  ratio: number
  low: number
  high: number
  verdict: 'met' | 'missed' | 'unsure' | ''
}

/**
 * A metric is inconclusive if only some rounds meet its goal and the ratios of the rounds differ by more than this fraction of
 * their median.
 */
const maxSpread = 0.15

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2
}

export function evaluate(figure: Figure): EvaluatedFigure {
  const ratios = figure.ours.map((value, index) => value / (figure.baseline[index] ?? Number.NaN))
  const [ratio, low, high] = [median(ratios), Math.min(...ratios), Math.max(...ratios)]
  return { ...figure, ratio, low, high, verdict: toVerdict(figure.goal, { ratio, low, high }) }
}

function toVerdict(
  goal: Figure['goal'],
  { ratio, low, high }: Pick<EvaluatedFigure, 'ratio' | 'low' | 'high'>,
): EvaluatedFigure['verdict'] {
  if (!goal || Number.isNaN(ratio)) return ''
  const isMet = (value: number) => (goal.at === 'most' ? value <= goal.ratio : value >= goal.ratio)
  const isSplit = isMet(low) !== isMet(high)
  if (isSplit && (high - low) / ratio > maxSpread) return 'unsure'
  return isMet(ratio) ? 'met' : 'missed'
}

function number(value: number): string {
  if (Number.isNaN(value)) return '–'
  return value < 1_000 ? value.toPrecision(3).replace(/\.0+$/, '') : value.toFixed(0)
}

/** Returns the Markdown table for `docs/performance.md`. */
export function toTable(figures: EvaluatedFigure[]): string {
  const head =
    '| figure | baseline | ours | ratio (lowest to highest) | goal | |\n| --- | ---: | ---: | ---: | ---: | --- |'
  const rows = figures.map(({ name, unit, baseline, ours, ratio, low, high, goal, verdict }) => {
    const wanted = goal ? `${goal.at === 'most' ? '≤' : '≥'} ${goal.ratio}` : ''
    const range = `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
    return `| ${name} | ${number(median(baseline))} ${unit} | ${number(median(ours))} ${unit} | ${range} | ${wanted} | ${verdict} |`
  })
  return [head, ...rows].join('\n')
}
