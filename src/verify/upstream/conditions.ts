import { type Text, text } from '../../core/text.ts';
import type { Capabilities } from './capabilities.ts';

/** libzmq's Automake conditionals (its configure.ac) that follow from what zmq_has(3) says. */
const CAPABILITIES: Readonly<Record<string, string>> = {
  HAVE_CURVE: 'curve',
  ENABLE_DRAFTS: 'draft',
  HAVE_WS: 'WS',
  HAVE_WSS: 'WSS',
  BUILD_TIPC: 'tipc',
  BUILD_GSSAPI: 'gssapi',
  HAVE_VMCI: 'vmci',
};

/** Never so here: systems that this tool does not know, instrumented builds, fuzzers. */
const NEVER = [
  'ON_MINGW',
  'ON_CYGWIN',
  'ON_ANDROID',
  'ON_GNU',
  'VALGRIND_ENABLED',
  'ENABLE_ASAN',
  'FUZZING_ENGINE_LIB',
];

/** Why it does not hold; null where it holds; undefined where it is not known. */
function against(name: string, os: string, { has }: Capabilities): Text | null | undefined {
  const capability = CAPABILITIES[name];
  if (capability !== undefined)
    return has[capability] === true
      ? null
      : text(
          `the library was built without ${capability.toUpperCase()}`,
          `该库构建时未启用 ${capability.toUpperCase()}`,
        );
  if (NEVER.includes(name)) return under(name);
  if (name === 'HAVE_FORK') return null;
  if (name === 'ON_LINUX') return os === 'linux' ? null : text('it is for Linux', '仅适用于 Linux');
  if (name === 'ENABLE_STATIC')
    return text(
      "it is linked with the library's own objects, which an installed copy has not",
      '它与库自身的目标文件链接，已安装的副本没有这些',
    );
  return undefined;
}

const under = (condition: string): Text => text(`it stands under ${condition}`, `它属于条件 ${condition}`);

/**
 * Why a test that stands under such conditionals is left out for the installed library on this machine; null where it
 * is not. Nothing is guessed: one that is not known here is reason enough.
 */
export function leftOut(conditions: readonly string[], os: string, capabilities: Capabilities): Text | null {
  for (const condition of conditions) {
    const wanted = !condition.startsWith('!');
    const reason = against(condition.replace(/^!/, ''), os, capabilities);
    if (reason === undefined) return under(condition);
    if (wanted && reason !== null) return reason;
    if (!wanted && reason === null) return under(condition);
  }
  return null;
}
