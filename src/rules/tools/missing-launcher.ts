import { family } from '../../explain/family.ts';
import { isKnownTool, MISSING_TOOL, namedTool } from '../../explain/words/missing-tool.ts';

/**
 * Programs whose work is to start another one, and what they print where it is not there: coreutils and util-linux
 * (`exec_failure` in their sources), the shells' `exec`, compiler caches, and the handlers that distributions hang into
 * the shell for commands that are not found.
 */
export default family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/launcher',
    when: /^(?:\/\S{1,60}\/)?(?:nohup|timeout|nice|ionice|stdbuf|chroot|setsid|setarch|taskset|unshare|nsenter|flock|xargs|time|strace|fakeroot): (?:failed to (?:run command|execute) |cannot run (?:command )?|exec |Can't stat )?'?(?:\/\S{0,80}\/)?([\w.+-]{1,60})'?: No such file or directory$/,
    test: isKnownTool,
    subject: namedTool,
    samples: [
      ["nohup: failed to run command 'make': No such file or directory", 'make'],
      ['xargs: pkg-config: No such file or directory', 'pkg-config'],
      ['setsid: failed to execute ninja: No such file or directory', 'ninja'],
      ['/usr/bin/time: cannot run cmake: No such file or directory', 'cmake'],
    ],
    misses: ["timeout: failed to run command './src/test_poller': No such file or directory"],
  },
  {
    id: 'tool.missing/shell-exec',
    when: /(?:^|: )exec: (?:line \d{1,5}: |\d{1,5}: )?([\w.+-]{1,60}): not found$/,
    test: isKnownTool,
    subject: namedTool,
    over: ['tool.missing/shell'],
    samples: [
      ['./run.sh: exec: line 3: cmake: not found', 'cmake'],
      ['bash: line 1: exec: libtoolize: not found', 'libtool'],
    ],
  },
  {
    id: 'tool.missing/found-by-handler',
    when: /^The program '?([\w.+-]{1,60})'? (?:is (?:currently )?not (?:installed\b|in your PATH)|can be found in the following packages)/,
    test: isKnownTool,
    subject: namedTool,
    samples: [
      ["The program 'autoreconf' is currently not installed. You can install it by typing:", 'autoconf'],
      ["The program 'libtoolize' can be found in the following packages:", 'libtool'],
      ["The program 'cmake' is not in your PATH. It is provided by several packages.", 'cmake'],
      ['The program pkg-config is not installed. Install it by executing:', 'pkg-config'],
    ],
  },
  {
    id: 'tool.missing/compiler-cache',
    when: /^(?:ccache: error: (?:Could not find compiler|execute_noreturn of)|\S{0,10}distcc\S{0,20} .{0,40}failed to exec|sccache: error: .{0,60}cannot find binary path.{0,20}) "?(?:\/\S{0,80}\/)?([\w.+-]{1,60}?)"?(?: in PATH| failed: No such file|: No such file|$)/,
    subject: namedTool,
    samples: [
      ['ccache: error: Could not find compiler "gcc" in PATH', 'gcc'],
      ['distcc[4021] (dcc_execvp) ERROR: failed to exec g++: No such file or directory', 'g++'],
    ],
    misses: ['ccache: error: Failed to create directory /root/.ccache/tmp: Permission denied'],
  },
]);
