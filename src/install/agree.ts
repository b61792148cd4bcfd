import { type Text, text } from '../core/text.ts';
import type { Asker } from '../host/context.ts';
import { describe } from './describe.ts';
import type { Prepared } from './preparation.ts';
import type { Request } from './understanding.ts';

type Change = Pick<Request, 'prefix'> | Pick<Request, 'targets'> | Pick<Request, 'features'>;

const join = (lines: readonly Text[], question: Text): Text =>
  text(
    [...lines.map(({ en }) => en), '', question.en].join('\n'),
    [...lines.map((line) => line['zh-CN']), '', question['zh-CN']].join('\n'),
  );

/** `a,b,-c` as --features takes it. */
function parseFeatures(words: string): Record<string, boolean> {
  const features: Record<string, boolean> = {};
  for (const word of words.split(',').map((part) => part.trim())) {
    if (word !== '') features[word.replace(/^[+-]/, '')] = !word.startsWith('-');
  }
  return features;
}

/** Shows a plan in short and asks: go, no, or what to change. */
export async function agree(ask: Asker, prepared: Prepared): Promise<'go' | 'no' | Change> {
  const { plan, request } = prepared;
  const choice = await ask.select(join(describe(plan), text('Go ahead?', '是否继续？')), [
    { value: 'go', label: text('Yes, install', '是，开始安装') },
    { value: 'prefix', label: text('Change the prefix', '更改安装前缀') },
    { value: 'version', label: text('Change a version', '更改版本') },
    { value: 'features', label: text('Change features', '更改功能') },
    { value: 'no', label: text('No, change nothing', '否，不作更改') },
  ]);
  switch (choice) {
    case 'prefix':
      return { prefix: await ask.input(text('Prefix', '安装前缀'), plan.prefix) };
    case 'version': {
      const now = plan.libraries.map(({ name, version }) => `${name}@${version}`).join(' ');
      const said = await ask.input(text('Targets and versions', '目标与版本'), now);
      return { targets: said.split(/[\s,]+/).filter((word) => word !== '') };
    }
    case 'features': {
      const now = Object.entries(
        Object.assign({}, ...plan.libraries.map(({ features }) => features)) as Record<string, boolean>,
      ).map(([name, on]) => (on ? name : `-${name}`));
      const said = await ask.input(text('Features', '功能'), now.join(','));
      return { features: { ...request.features, ...parseFeatures(said) } };
    }
    default:
      return choice;
  }
}
