import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/** Package managers of one system or one language each: what they say of a name that they do not have. */
export default [
  ...family(
    'package.not-found',
    {
      title: (subject) =>
        text(`No package is called ${subject ?? 'so'}`, `没有名为 ${subject ?? '它'} 的软件包`),
      cause: (subject) =>
        text(
          `The package manager knows no ${subject ?? 'such name'}: it is spelled otherwise, or in a source that is not added.`,
          `软件包管理器没有 ${subject ?? '该名称'}：名称写法不同，或所在的源未添加。`,
        ),
      remedies: [
        { title: text('Search for the name, and update the lists first', '先更新列表，再搜索名称') },
      ],
    },
    [
      {
        id: 'package.not-found/choco',
        when: /^([\w.+-]{1,60}) not installed\. The package was not found with the source/,
        samples: [['zeromq not installed. The package was not found with the source(s) listed.', 'zeromq']],
      },
      {
        id: 'package.not-found/opkg',
        // OpenWrt's and Yocto's; the BSDs' pkg_add.
        when: /^Unknown package '([\w.+-]{1,80})'\.$|^(?:pkg_add: )?Can't find ([\w.+-]{1,80})$/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        test: ({ match, log, at }) =>
          match[1] !== undefined || match[0].startsWith('pkg_add') || /\bpkg_add\b/.test(log.commandOf(at)),
        samples: [
          [
            "Unknown package 'czmq'.\nCollected errors:\n * opkg_install_cmd: Cannot install package czmq.",
            'czmq',
          ],
          ["$ doas pkg_add czmqq\nCan't find czmqq", 'czmqq'],
        ],
        misses: ["Can't find czmq"],
      },
      {
        id: 'package.not-found/npm',
        // npm, in the words of its fifth to its latest release.
        when: /^(?:404 {1,2})?'?((?:@[\w.-]{1,60}\/)?[\w.-]{1,80})(?:@\S{0,60}?)?'? is not in (?:this|the npm) registry/,
        over: ['fetch.not-found/npm'],
        samples: [
          ["npm ERR! 404  'zeromqq@*' is not in this registry.", 'zeromqq'],
          ["npm ERR! 404  '@scope/zmq@latest' is not in the npm registry.", '@scope/zmq'],
        ],
      },
      {
        id: 'package.not-found/vcpkg-port',
        when: /^(?:error|Error): (?:while loading|Failed to (?:load|find)) port '([\w-]{1,60})'/,
        over: ['dependency.missing'],
        samples: [
          [
            'Error: while loading port `zmq`:\n    The port directory (/vcpkg/ports/zmq) does not exist',
            'zmq',
          ],
        ],
      },
      {
        id: 'package.not-found/nix-attribute',
        when: /^error: attribute '([\w.+-]{1,80})' missing$/,
        samples: [["error: attribute 'czmqq' missing", 'czmqq']],
        misses: ["error: attribute 'x'"],
      },
      {
        id: 'package.not-found/emerge',
        when: /^(?:\S{0,40}emerge: |!!! )?there are no (?:ebuilds|binary packages) to satisfy "([^"]{1,100})"/,
        samples: [['emerge: there are no ebuilds to satisfy "net-libs/cppzmq".', 'net-libs/cppzmq']],
      },
    ],
  ),
] satisfies RuleFamily;
