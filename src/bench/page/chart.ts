import { element, type Markup, shown } from './markup.ts';

/** One line of a chart; `low` and `high` are drawn as a whisker. */
export interface Series {
  readonly name: string;
  /** Colour and mark, from 0; the same number is the same API in every chart. */
  readonly index: number;
  readonly dashed: boolean;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly low: number;
    readonly high: number;
    /** Shown when the mark is pointed at. */
    readonly words: string;
  }[];
}

export interface Chart {
  readonly title: string;
  readonly xTicks: readonly { readonly at: number; readonly label: string }[];
  readonly yLabel: string;
  /** A value as the axis writes it. */
  readonly yWords: (value: number) => string;
  /** Lowest and highest value of the axis, above 0: charts that are to be compared have the same. */
  readonly range: readonly [number, number];
  readonly series: readonly Series[];
}

const WIDTH = 460;
const HEIGHT = 280;
const LEFT = 62;
const RIGHT = 16;
const TOP = 46;
const BOTTOM = 30;

/** Values of a logarithmic axis that are labelled: powers of ten, with 2 and 5 between where there are few. */
export function ticksOf([lowest, highest]: readonly [number, number]): number[] {
  const steps = Math.log10(highest / lowest) > 2.5 ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(lowest));
  const last = Math.ceil(Math.log10(highest));
  const all: number[] = [];
  for (let power = first; power <= last; power++) for (const step of steps) all.push(step * 10 ** power);
  return all.filter((tick) => tick >= lowest * 0.999 && tick <= highest * 1.001);
}

/** Room around values of a logarithmic axis; 1 to 10 where there are none. */
export function rangeOf(values: readonly number[]): readonly [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [1, 10];
  return [Math.min(...positive) / 1.3, Math.max(...positive) * 1.3];
}

const fixed = (value: number): string => value.toFixed(1);

/** A mark that tells the lines apart without their colours. */
function mark(index: number, x: number, y: number, words: string): Markup {
  const shapes = [
    () => element('circle', { cx: fixed(x), cy: fixed(y), r: '4' }, element('title', {}, shown(words))),
    () =>
      element(
        'rect',
        { x: fixed(x - 3.5), y: fixed(y - 3.5), width: '7', height: '7' },
        element('title', {}, shown(words)),
      ),
    () =>
      element(
        'path',
        { d: `M${fixed(x)} ${fixed(y - 5)}l4.6 8.2h-9.2z` },
        element('title', {}, shown(words)),
      ),
    () =>
      element(
        'path',
        { d: `M${fixed(x)} ${fixed(y - 5)}l5 5l-5 5l-5 -5z` },
        element('title', {}, shown(words)),
      ),
  ];
  return (shapes[index % shapes.length] as () => Markup)();
}

/** A chart of lines over a logarithmic axis as SVG 1.1, coloured by the page's style sheet. */
export function lineChart({ title, xTicks, yLabel, yWords, range, series }: Chart): Markup {
  const xs = xTicks.map(({ at }) => at);
  const [firstX, lastX] = [Math.min(...xs), Math.max(...xs)];
  const inset = 18;
  const span = WIDTH - LEFT - RIGHT - 2 * inset;
  const xOf = (x: number): number =>
    LEFT + inset + (lastX === firstX ? span / 2 : ((x - firstX) / (lastX - firstX)) * span);
  const [lowest, highest] = range;
  const yOf = (y: number): number => {
    const share = Math.log(Math.min(highest, Math.max(lowest, y)) / lowest) / Math.log(highest / lowest);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  };
  const axes = [
    ...ticksOf(range).flatMap((tick) => {
      const y = fixed(yOf(tick));
      return [
        element('line', { class: 'grid', x1: `${LEFT}`, x2: `${WIDTH - RIGHT}`, y1: y, y2: y }),
        element(
          'text',
          { class: 'tick', x: `${LEFT - 6}`, y, dy: '.32em', 'text-anchor': 'end' },
          shown(yWords(tick).replace(/\.0+(?=\s|$)/, '')),
        ),
      ];
    }),
    ...xTicks.map(({ at, label }) =>
      element(
        'text',
        { class: 'tick', x: fixed(xOf(at)), y: `${HEIGHT - BOTTOM + 18}`, 'text-anchor': 'middle' },
        shown(label),
      ),
    ),
  ];
  const lines = series.map(({ index, dashed, points }) => {
    const path = points
      .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${fixed(xOf(x))} ${fixed(yOf(y))}`)
      .join('');
    return element(
      'g',
      { class: `s${index % 4}` },
      element('path', { class: dashed ? 'line dashed' : 'line', d: path || 'M0 0' }),
      ...points.map(({ x, low, high }) =>
        element('line', {
          class: 'line',
          x1: fixed(xOf(x)),
          x2: fixed(xOf(x)),
          y1: fixed(yOf(low)),
          y2: fixed(yOf(high)),
        }),
      ),
      ...points.map(({ x, y, words }) => mark(index, xOf(x), yOf(y), words)),
    );
  });
  const named = series.filter(({ dashed }) => !dashed);
  const legend = named.map(({ name, index }, i) =>
    element(
      'g',
      { class: `s${index % 4}` },
      mark(index, LEFT + 6 + i * 92, 32, name),
      element('text', { class: 'legend', x: `${LEFT + 15 + i * 92}`, y: '32', dy: '.32em' }, shown(name)),
    ),
  );
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title },
    element('text', { class: 'title', x: '0', y: '14' }, shown(title)),
    element('text', { class: 'tick', x: '0', y: '32', dy: '.32em' }, shown(yLabel)),
    ...legend,
    ...axes,
    ...lines,
  );
}
