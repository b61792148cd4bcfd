import { coerce, satisfies } from 'semver';
import type { Breakage, BuildOptions, Recipe } from '../core/recipe.ts';
import type { Text } from '../core/text.ts';
import type { Resolved } from './resolve.ts';

/** What a machine and a plan are, as far as breakages ask. Null where it is not known: then it does not hold. */
export interface Machine {
  readonly os: string;
  readonly arch: string;
  readonly libc: 'glibc' | 'musl' | null;
  readonly compiler: { readonly family: 'gcc' | 'clang'; readonly version: string } | null;
  /** Versions of programs by name (`cmake`), as they say them. */
  readonly tools: Readonly<Record<string, string | null>>;
  readonly buildSystem: 'autotools' | 'cmake';
  readonly shared: boolean;
  readonly static: boolean;
}

const within = (version: string | null | undefined, range: string): boolean => {
  const number = version == null ? null : coerce(version);
  return number !== null && satisfies(number, range);
};

/** Whether all of the machine's part of a breakage's condition holds; version, features and dependencies are `resolve`'s. */
export function applies({ when }: Pick<Breakage, 'when'>, machine: Machine): boolean {
  const { compiler } = when;
  return (
    (compiler === undefined ||
      (machine.compiler?.family === compiler.family && within(machine.compiler.version, compiler.range))) &&
    (when.libc === undefined || when.libc === machine.libc) &&
    Object.entries(when.tool ?? {}).every(([tool, range]) => within(machine.tools[tool], range)) &&
    (when.os === undefined || when.os.includes(machine.os)) &&
    (when.arch === undefined || when.arch.includes(machine.arch)) &&
    (when.buildSystem === undefined || when.buildSystem === machine.buildSystem) &&
    (when.only === undefined || (when.only === 'static' ? !machine.shared : !machine.static))
  );
}

/** All that configure or CMake is told about a library itself; the prefix is the planner's. */
export interface Configuration {
  readonly buildSystem: 'autotools' | 'cmake';
  readonly options: readonly string[];
  /** Flags to be added to the user's own variables. */
  readonly env: Readonly<Record<string, string>>;
  /** CMake targets to build; [] means all. */
  readonly targets: readonly string[];
  /** Breakages that apply, cured or only to be said. */
  readonly breakages: readonly Breakage[];
  /** Breakages without a cure: why this cannot be built here. */
  readonly refusals: readonly Text[];
  /** Features that are on and that this build system does not know. */
  readonly unsupported: readonly string[];
}

/** What a recipe says of a build system, or of the only one that it has. */
export const buildBy = ({ build }: Pick<Recipe, 'build'>, system: 'autotools' | 'cmake'): BuildOptions =>
  build[system] ?? build.autotools ?? build.cmake!;

/** The build system that is really used: where CMake is not known to make the same product, autotools. */
export function buildSystemOf(
  { recipe, semver }: Pick<Resolved, 'recipe' | 'semver'>,
  wanted: 'autotools' | 'cmake',
): 'autotools' | 'cmake' {
  const { autotools, cmake } = recipe.build;
  if (autotools === undefined) return 'cmake';
  if (wanted !== 'cmake' || cmake === undefined) return 'autotools';
  return cmake.versions === undefined || semver === null || satisfies(semver, cmake.versions)
    ? 'cmake'
    : 'autotools';
}

/** Options, environment and targets for one library on one machine. Every option is stated, on or off. */
export function configurationOf(resolved: Resolved, wished: Machine): Configuration {
  const { recipe } = resolved;
  const buildSystem = buildSystemOf(resolved, wished.buildSystem);
  const machine = { ...wished, buildSystem };
  const build = buildBy(recipe, buildSystem);
  const breakages = resolved.breakages.filter((breakage) => applies(breakage, machine));
  const options = [...build.options];
  const unsupported: string[] = [];
  for (const [name, on] of Object.entries(resolved.features)) {
    const known = recipe.features[name]![buildSystem];
    if (known !== null) options.push(...(on ? known.on : known.off));
    else if (on) unsupported.push(name);
  }
  const forms = [
    { form: build.shared, on: machine.shared },
    { form: build.static, on: machine.static },
  ];
  for (const { form, on } of forms) options.push(...(on ? form.on : form.off));
  for (const answer of build.answers ?? []) if (applies(answer, machine)) options.push(...answer.options);
  const env: Record<string, string> = {};
  for (const { cure } of breakages) {
    options.push(...(cure.options ?? []));
    for (const [name, flags] of Object.entries(cure.env ?? {})) {
      env[name] = env[name] === undefined ? flags : `${env[name]} ${flags}`;
    }
  }
  return {
    buildSystem,
    options: [...new Set(options)],
    env,
    targets:
      buildSystem === 'cmake'
        ? [...forms.flatMap(({ form, on }) => (on ? (form.targets ?? []) : [])), ...(build.targets ?? [])]
        : [],
    breakages,
    refusals: breakages.flatMap(({ cure }) => cure.refuse ?? []),
    unsupported,
  };
}
