import { type Text, text } from '../../core/text.ts';
import type { Capabilities } from './capabilities.ts';

type Truth = boolean | Text;

const lacks = (what: string): Text =>
  text(`the library was built without ${what}`, `该库构建时未启用 ${what}`);

/**
 * libzmq's Automake conditionals (its configure.ac) as they are for the installed library on this machine: true, or why
 * not. Nothing is guessed: one that is not known here is a reason to leave its tests out.
 */
function truthOf(name: string, os: string, { has }: Capabilities): Truth {
  const wants = (capability: string, called: string): Truth => has[capability] === true || lacks(called);
  switch (name) {
    case 'HAVE_CURVE':
      return wants('curve', 'CURVE');
    case 'ENABLE_DRAFTS':
      return wants('draft', 'DRAFT');
    case 'HAVE_WS':
      return wants('WS', 'WS');
    case 'HAVE_WSS':
      return wants('WSS', 'WSS');
    case 'BUILD_TIPC':
      return wants('tipc', 'TIPC');
    case 'BUILD_GSSAPI':
      return wants('gssapi', 'GSSAPI');
    case 'HAVE_VMCI':
      return wants('vmci', 'VMCI');
    case 'HAVE_FORK':
      return true;
    case 'ON_LINUX':
      return os === 'linux' || text('it is for Linux', '仅适用于 Linux');
    case 'ENABLE_STATIC':
      return text(
        "it is linked with the library's own objects, which an installed copy has not",
        '它与库自身的目标文件链接，已安装的副本没有这些',
      );
    default:
      return text(`it stands under ${name}`, `它属于条件 ${name}`);
  }
}

/** What is never so here: other systems, instrumented builds, fuzzers. */
const NEVER = [
  'ON_MINGW',
  'ON_CYGWIN',
  'ON_ANDROID',
  'ON_GNU',
  'VALGRIND_ENABLED',
  'ENABLE_ASAN',
  'FUZZING_ENGINE_LIB',
];

/** Why a test that stands under such conditionals is left out; null where it is not. */
export function leftOut(conditions: readonly string[], os: string, capabilities: Capabilities): Text | null {
  for (const condition of conditions) {
    const name = condition.replace(/^!/, '');
    const truth: Truth = NEVER.includes(name)
      ? text(`it stands under ${name}`, `它属于条件 ${name}`)
      : truthOf(name, os, capabilities);
    const wanted = !condition.startsWith('!');
    if (wanted && truth !== true)
      return truth === false ? text(`it stands under ${name}`, `它属于条件 ${name}`) : truth;
    if (!wanted && truth === true) return text(`it stands under !${name}`, `它属于条件 !${name}`);
  }
  return null;
}
