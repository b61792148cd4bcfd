/**
 * Variables of the user's that change what a build does without being meant for it: make's own (make(1)), the shell's
 * start-up files (sh(1)), git's (a hook's GIT_DIR makes czmq's configure see another repository).
 */
export const UNSET = [
  'MAKEFLAGS',
  'MFLAGS',
  'GNUMAKEFLAGS',
  'MAKELEVEL',
  'MAKEFILES',
  'DESTDIR',
  'CDPATH',
  'ENV',
  'BASH_ENV',
  'POSIXLY_CORRECT',
  'GREP_OPTIONS',
  'CONFIG_SITE',
  'CMAKE_GENERATOR',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
] as const;

/** Set for every command: tools answer in one language and sort in one order, so that their output can be read. */
export const ALWAYS: Readonly<Record<string, string>> = { LC_ALL: 'C' };

/** Where ldconfig and others live; a user's PATH on Debian lacks them. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

function pathWithSystem(path: string | undefined): string {
  const folders = (path ?? '/usr/local/bin:/usr/bin:/bin').split(':');
  return [...folders, ...SYSTEM_FOLDERS.filter((folder) => !folders.includes(folder))].join(':');
}

/** The whole environment of a build's command. */
export function buildEnvironment(
  user: Readonly<Record<string, string | undefined>>,
  step: Readonly<Record<string, string>>,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(user)) if (value !== undefined) env[name] = value;
  for (const name of UNSET) delete env[name];
  env.PATH = pathWithSystem(user.PATH);
  return { ...env, ...ALWAYS, ...step };
}
