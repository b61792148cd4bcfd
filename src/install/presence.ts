import type { Capability } from '../core/capability.ts';
import type { Ask } from '../facts/ask.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type Tool, toolchain } from '../facts/toolchain.ts';
import type { ToolName } from '../facts/tools.ts';
import { workingCompiler } from './trial.ts';

/** The pkg-config modules by which a system library is seen; any of them will do. */
const MODULES: Readonly<Partial<Record<Capability, readonly string[]>>> = {
  libsodium: ['libsodium'],
  libuuid: ['uuid'],
  liblz4: ['liblz4'],
  libcurl: ['libcurl'],
  libmicrohttpd: ['libmicrohttpd'],
  libsystemd: ['libsystemd'],
  libnss: ['nss'],
  libbsd: ['libbsd'],
  gssapi: ['krb5-gssapi', 'mit-krb5-gssapi'],
  libpgm: ['openpgm-5.3', 'openpgm-5.2', 'openpgm-5.1'],
  libnorm: ['norm'],
  libzmq: ['libzmq'],
  libczmq: ['libczmq'],
};

const PROGRAMS: Readonly<Partial<Record<Capability, readonly ToolName[]>>> = {
  make: ['make'],
  cmake: ['cmake'],
  ninja: ['ninja'],
  git: ['git'],
  autoconf: ['autoconf'],
  automake: ['automake'],
  libtool: ['libtool'],
  'pkg-config': ['pkg-config'],
  'ssh-keygen': ['ssh-keygen'],
};

const usable = (tool: Tool): boolean => tool.path !== null && tool.problem === null;

async function hasModule(ask: Ask, modules: readonly string[]): Promise<boolean> {
  const tool = await ask.of(toolchain).tool('pkg-config');
  if (tool.path === null) return false;
  const { path } = tool;
  const asked = await Promise.all(
    modules.map((module) =>
      ask.probe.run([path, '--exists', module], { env: plainEnvironment(ask.probe, {}), timeoutMs: 10_000 }),
    ),
  );
  return asked.some(({ code }) => code === 0);
}

/** Packages of the system that are there although pkg-config, which would see them, is not. */
async function hasPackages(ask: Ask, capability: Capability): Promise<boolean> {
  const system = ask.of(systemPackages);
  const packages = system?.manager.provides[capability];
  if (system === null || packages === undefined) return false;
  const installed = await system.installed(packages);
  return packages.every((name) => installed?.has(name) === true);
}

async function isPresent(ask: Ask, capability: Capability): Promise<boolean> {
  if (capability === 'c-compiler' || capability === 'c++-compiler')
    return (await workingCompiler(ask, capability)) !== null;
  const programs = PROGRAMS[capability];
  if (programs !== undefined) {
    const names = capability === 'make' && ask.probe.self.os === 'freebsd' ? ['gmake' as const] : programs;
    const tools = await ask.of(toolchain).tools(names);
    return names.every((name) => usable(tools.get(name) as Tool));
  }
  const modules = MODULES[capability];
  if (modules === undefined) return hasPackages(ask, capability);
  return (await hasModule(ask, modules)) || hasPackages(ask, capability);
}

/** Which of these this machine has, seen as the build will see them: programs on PATH, modules by pkg-config. */
export async function presentAmong(
  ask: Ask,
  capabilities: readonly Capability[],
): Promise<ReadonlySet<Capability>> {
  const answers = await Promise.all(
    capabilities.map(async (capability) => [capability, await isPresent(ask, capability)] as const),
  );
  return new Set(answers.flatMap(([capability, present]) => (present ? [capability] : [])));
}
