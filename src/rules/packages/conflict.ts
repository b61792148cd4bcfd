import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { packageName } from '../../explain/subjects/packages.ts';
import { BROKEN_PACKAGE } from '../../explain/words/broken-package.ts';

/** Package managers of languages and of users' own folders. */
export default [
  ...family('package.broken', BROKEN_PACKAGE, [
    {
      id: 'package.broken/brew',
      when: /Error: (\S{1,60}) (?:\S{1,20} )?(?:is already installed but outdated|has been disabled|cannot be (?:installed|built)|: (?:An unsatisfied requirement|no bottle available))|Error: The 'brew link' step did not complete|The formula built, but is not symlinked|Error: Could not symlink (\S{1,200})/,
      subject: ({ match, log, at }) => {
        if (match[1]) return packageName(match[1]);
        return (
          log.after(at, 12, /brew (?:link|unlink|install)(?: --\S+)* ([\w@.-]{1,40})/)?.match[1] ??
          log
            .before(at, 12, /(?:Pouring|Installing|Linking) ([\w@.-]{1,40})/)
            ?.match[1]?.replace(/--.*$/, '') ??
          null
        );
      },
      samples: [
        [
          'Error: The `brew link` step did not complete successfully\nThe formula built, but is not symlinked into /usr/local\nCould not symlink lib/libzmq.5.dylib\nTo force the link and overwrite all conflicting files:\n  brew link --overwrite zeromq',
          'zeromq',
        ],
      ],
    },
    {
      id: 'package.broken/npm',
      when: /npm ERR! ERESOLVE|ERESOLVE (?:unable to resolve|could not resolve)|Could not resolve dependency/,
      subject: null,
      tier: 'symptom',
      samples: [['npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree', null]],
    },
    {
      id: 'package.broken/pip',
      // pip's resolver of today and the check of the one before it.
      when: /^(?:ERROR: )?(?:Cannot install (?:-r \S{1,100} \(line \d+\)|(\S{1,80}?))(?:,| and | because)|(\S{1,80}) \d\S{0,40} (?:has requirement|requires) \S.{0,80}, but you(?:'ll)? have )/,
      unless: /WARNING/,
      subject: ({ match }) => (match[1] ?? match[2])?.replace(/[=<>!~].*$/, '') ?? null,
      samples: [
        [
          'ERROR: Cannot install ipykernel==6.0 and pyzmq==14.0 because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit',
          'ipykernel',
        ],
        [
          "ERROR: notebook 7.0.0 has requirement pyzmq>=24, but you'll have pyzmq 18.0 which is incompatible.",
          'notebook',
        ],
      ],
      misses: ['ImportError: notebook requires pyzmq >= 13, but you have 2.0.10'],
    },
    {
      id: 'package.broken/pip-conflict',
      when: /ResolutionImpossible/,
      subject: null,
      tier: 'symptom',
      samples: [['ERROR: ResolutionImpossible: for help visit', null]],
    },
    {
      id: 'package.broken/conda',
      // conda's own solver (exceptions.py), and libmamba's.
      when: /^(?:Libmamba|LibMamba)?UnsatisfiableError\b|^Package \S{1,80} conflicts for:|^(?:Error: )?Unsatisfiable package specifications|^Could not solve for environment specs|^error {4}libmamba Could not solve/,
      subject: ({ log, at }) => {
        const demanded = /^Package /.test(log.lines[at]!.text)
          ? { at }
          : log.after(at, 12, /^Package \S{1,80} conflicts for:/);
        const listed =
          demanded !== null
            ? log.lines[demanded.at + 1]?.text
            : log.after(at, 14, /^(?:- (?:package )?|[├└]─ )([\w.-]{2,80})/)?.match[1];
        return /^([\w.-]{1,80}?)(?:-\d[\w.]*-\S{1,60})?(?:[ =<>!]|$)/.exec(listed ?? '')?.[1] ?? null;
      },
      samples: [
        [
          "UnsatisfiableError: The following specifications were found to be incompatible with each other:\n\nOutput in format: Requested package -> Available versions\n\nPackage libsodium conflicts for:\nzeromq=4.3.4 -> libsodium[version='>=1.0.18']",
          'zeromq',
        ],
        [
          'UnsatisfiableError: The following specifications were found to be in conflict:\n  - czmq 4.2.1*\n  - zeromq 3*\nUse "conda info <package>" to see the dependencies for each package.',
          'czmq',
        ],
        [
          'LibMambaUnsatisfiableError: Encountered problems while solving:\n  - package czmq-4.2.1-h3fd9d12_0 requires zeromq >=4.3.4,<4.4.0a0, but none of the providers can be installed',
          'czmq',
        ],
        [
          'LibMambaUnsatisfiableError: Encountered problems while solving:\n\nCould not solve for environment specs\nThe following packages are incompatible\n├─ pyzmq 14** is installable with the potential options',
          'pyzmq',
        ],
      ],
    },
  ]),
] satisfies RuleFamily;
