import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { type Text, text, verbatim } from '../core/text.ts';
import { shown } from './address.ts';
import { helpFor, whyOf } from './cause.ts';
import { finding } from './failure.ts';
import type { SourceOption } from './options.ts';
import { releaseOf, type SourceRequest, titleOf } from './request.ts';
import { deepest, type Trouble } from './trouble.ts';

/** A way to a source, as people call it. */
export const label = (option: SourceOption): Text => {
  switch (option.kind) {
    case 'git':
      return text(`git, ${shown(option.url)}`, `git，${shown(option.url)}`);
    case 'pool':
      return text("the system's package mirror", '系统的软件包镜像');
    case 'url':
      return verbatim(shown(option.mirror ?? option.url));
    default:
      return verbatim(option.path);
  }
};

/** Other versions that distributions keep. */
const inPool = ({ recipe, version }: SourceRequest): readonly string[] =>
  Object.entries(recipe.versions)
    .filter(
      ([other, { archives }]) =>
        other !== version && archives.some(({ places }) => places.some((place) => 'pool' in place)),
    )
    .map(([other]) => `${recipe.name}@${other}`);

/** What else the user can name; nothing where he named the place himself. */
function otherWays(request: SourceRequest, troubles: readonly { option: SourceOption }[]): Text | null {
  if (troubles.length === 1 && troubles[0]!.option.kind !== 'pool') return null;
  const { name } = request.recipe;
  const others = inPool(request);
  const kept = text(
    ` Package mirrors may also have ${others.join(', ')}.`,
    `软件包镜像中可能还有 ${others.join('、')}。`,
  );
  const ways = text(
    `Name a place that this machine can reach: --mirror BASE, or --source ${name}=FILE for an archive that you bring.`,
    `请指定本机能访问的来源：--mirror 基址，或用 --source ${name}=文件 指定自带的归档。`,
  );
  return others.length === 0 ? ways : text(ways.en + kept.en, ways['zh-CN'] + kept['zh-CN']);
}

/** Every way to a release was tried in vain. */
export class SourceNowhere extends SetupError {
  readonly library: string;
  readonly version: string;
  /** Some place answered and did not have it: another release may be there. */
  readonly answered: boolean;

  constructor(request: SourceRequest, answered: boolean, ...rest: ConstructorParameters<typeof SetupError>) {
    super(...rest);
    this.library = request.recipe.name;
    this.version = request.version;
    this.answered = answered;
  }
}

/** Every way was tried in vain: the deepest trouble is the finding, all of them its evidence. */
export function nowhere(
  request: SourceRequest,
  troubles: readonly { option: SourceOption; trouble: Trouble }[],
): SetupError {
  const title = titleOf(request);
  const wrong = troubles.find(({ trouble }) => trouble.code.startsWith('source.'))?.trouble;
  const main = wrong ?? deepest(troubles.map(({ trouble }) => trouble))!;
  const one = finding(
    main.code,
    main.subject,
    text(`${title} could not be had`, `无法获取 ${title}`),
    whyOf(main),
    troubles.map(({ option, trouble }) => ({
      kind: 'system',
      where: label(option).en,
      text: trouble.words,
    })),
  );
  const hints = [helpFor(main.code), otherWays(request, troubles)].filter((hint) => hint !== null);
  const answered = wrong === undefined && troubles.some(({ trouble }) => trouble.code === 'fetch.not-found');
  return new SourceNowhere(request, answered, wrong === undefined ? EXIT.cannot : EXIT.integrity, one.title, {
    findings: [one],
    ...(hints.length > 0 && {
      hint: text(hints.map(({ en }) => en).join(' '), hints.map((hint) => hint['zh-CN']).join('')),
    }),
  });
}

/** Offline, and the source is not in the cache: says exactly what is missing and where it belongs. */
export function missing(request: SourceRequest): SetupError {
  const title = titleOf(request);
  const release = releaseOf(request);
  const { cacheDir } = request;
  const wanted = (release?.archives ?? []).flatMap(({ file, sha256, places }) => {
    const url = places.find((place) => 'url' in place);
    return [`${file} (sha256 ${sha256}${url === undefined ? '' : `, ${url.url}`})`];
  });
  const list = wanted.join('; ');
  const hint =
    release === undefined
      ? text('A git ref can only be had with a network.', '只有联网才能获取 git 引用。')
      : text(
          `Any one of these, as ${join(cacheDir, '<sha256>')} or in a folder named with --mirror: ${list}`,
          `以下任一文件，放在 ${join(cacheDir, '<sha256>')} 或用 --mirror 指定的文件夹中：${list}`,
        );
  return new SetupError(
    EXIT.cannot,
    text(`Offline, and the source of ${title} is not in the cache`, `离线模式，而缓存中没有 ${title} 的源码`),
    { hint },
  );
}
