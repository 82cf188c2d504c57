/** The highest or lowest acceptable ratio of the app's value to a reference app's value. */
export type Goal = { at: 'most' | 'least'; ratio: number }

/** A benchmark metric, measured for the app and for the apps that it is compared with. Each round adds one value per app. */
export type Figure = {
  name: string
  unit: string
  app: number[]
  plain?: number[]
  baseline?: number[]
  goals?: { plain?: Goal; baseline?: Goal }
}

export type Comparison = {
  ratio: number
  low: number
  high: number
  goal: Goal | undefined
  verdict: 'met' | 'missed' | 'unsure' | ''
}

export type EvaluatedFigure = Figure & { toPlain: Comparison | null; toBaseline: Comparison | null }

/**
 * The maximum spread of the rounds' ratios, as a fraction of their median. If the spread is larger and only some rounds meet the
 * goal, the comparison is inconclusive.
 */
const maxSpread = 0.15

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2
}

export const evaluate = (figure: Figure): EvaluatedFigure => ({
  ...figure,
  toPlain: figure.plain ? compare(figure.app, figure.plain, figure.goals?.plain) : null,
  toBaseline: figure.baseline ? compare(figure.app, figure.baseline, figure.goals?.baseline) : null,
})

/** Divides each round's value by its reference value. Returns the median, lowest and highest ratio, and whether the goal is met. */
export function compare(values: number[], reference: number[], goal?: Goal): Comparison {
  const ratios = values.map((value, index) => value / (reference[index] ?? Number.NaN))
  const [ratio, low, high] = [median(ratios), Math.min(...ratios), Math.max(...ratios)]
  return { ratio, low, high, goal, verdict: toVerdict(goal, { ratio, low, high }) }
}

function toVerdict(
  goal: Goal | undefined,
  { ratio, low, high }: Pick<Comparison, 'ratio' | 'low' | 'high'>,
): Comparison['verdict'] {
  if (!goal || Number.isNaN(ratio)) return ''
  const isMet = (value: number) => (goal.at === 'most' ? value <= goal.ratio : value >= goal.ratio)
  const isSplit = isMet(low) !== isMet(high)
  if (isSplit && (high - low) / ratio > maxSpread) return 'unsure'
  return isMet(ratio) ? 'met' : 'missed'
}

function number(values: number[] | undefined, unit: string): string {
  const value = median(values ?? [])
  if (Number.isNaN(value)) return ''
  return `${value < 1_000 ? value.toPrecision(3).replace(/\.0+$/, '') : value.toFixed(0)} ${unit}`.trim()
}

function words(comparison: Comparison | null): string {
  if (!comparison) return ''
  const { ratio, low, high, goal, verdict } = comparison
  const range = low < high ? ` (${low.toFixed(2)} to ${high.toFixed(2)})` : ''
  const wanted =
    goal && verdict !== 'met' ? `, ${verdict || 'unknown'}: ${goal.at === 'most' ? '≤' : '≥'} ${goal.ratio}` : ''
  return `${ratio.toFixed(2)}${range}${wanted}`
}

/** Returns the Markdown table for `docs/performance.md`. The last two columns contain the app's ratios to the other apps. */
export function toTable(figures: EvaluatedFigure[]): string {
  const head = ['figure', 'plain page', 'baseline', 'app', '÷ plain page', '÷ baseline']
  const rows = figures.map(({ name, unit, plain, baseline, app, toPlain, toBaseline }) => [
    name,
    ...[plain, baseline, app].map((values) => number(values, unit)),
    ...[toPlain, toBaseline].map(words),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const toLine = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [toLine(head), rule, ...rows.map(toLine)].join('\n')
}
