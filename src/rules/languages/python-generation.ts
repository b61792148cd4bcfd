import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';

/**
 * Build scripts (gyp, waf, SCons, setup.py) in a Python of another generation than the one that runs them. Python says it
 * with a syntax error, to be read by the line that it shows above, or by what was renamed or came between 2 and 3.
 */

const SYNTAX = /\bSyntaxError: (?:invalid syntax|invalid token|Generator expression must be parenthesized)\b/;
/** Statements that only Python 2 takes: print and exec without parentheses, `except A, e:`, `raise A, "b"`, octals. */
const OF_TWO =
  /(?:^|[;:] ?|\s)(?:print (?:>>|['"%]|\w[\w.]{0,40}(?:$|[ ,[]))|exec ['"]|except [\w.]{1,60}, ?\w{1,40}:|raise [\w.]{1,60}, ?['"\w])|[ (,=]0[0-7]{2,4}\b(?=[),]|$)/;
/** What came with 2.6 (`except A as e`) and 3: f-strings, annotations, async, `:=`, `print(..., end=...)`, a lone star. */
const OF_THREE =
  /^except [\w.(), ]{1,80} as \w{1,40}:|(?:^|[\s(,=[{+])[fF]r?['"]|\bprint\(.{0,200}\b(?:end|file|sep|flush)=|^async |\bawait \w|^nonlocal |\(\w{1,40} := |^(?:def \w{1,60}\(|.{1,200}\) ?-> ?[\w.'"[])|^\w[\w.]{0,60}: ?[\w.[\], ]{1,60} = |^raise \S.{0,200} from \w|[(,] ?\*, ?\w|\bexcept\* /;

const shown = ({ log, at }: Match, pattern: RegExp): boolean => log.before(at, 3, pattern) !== null;
const remedies = (wanted: string) => [
  {
    title: text(
      `Run the build with a Python that its scripts were written for (${wanted}), or take a release of the source for this one`,
      `用构建脚本所针对的 Python（${wanted}）执行构建，或使用支持当前 Python 的源码版本`,
    ),
  },
];

export default [
  ...family(
    'tool.too-new',
    {
      title: text('The script is written for Python 2', '脚本是为 Python 2 编写的'),
      cause: text(
        'Python 3 runs a script that uses what only Python 2 knows.',
        '脚本使用了只有 Python 2 才有的写法，却由 Python 3 执行。',
      ),
      remedies: () => remedies('Python 2'),
    },
    [
      {
        id: 'tool.too-new/python-two-said',
        when: /\bSyntaxError: (?:Missing parentheses in call to '(?:print|exec)'|multiple exception types must be parenthesized|leading zeros in decimal integer literals are not permitted)|\bNameError: (?:global )?name '(?:unicode|xrange|raw_input|basestring|unichr|execfile|reduce|long)' is not defined|\bAttributeError: 'dict' object has no attribute '(?:has_key|iter(?:items|keys|values))'|\bAttributeError: module '(?:string|os|types|itertools)' has no attribute '(?:maketrans|letters|uppercase|lowercase|getcwdu|StringTypes?|izip|imap)'/,
        subject: 'python3',
        samples: [
          [
            '  File "setup.py", line 9\n    print "building"\n    ^^^^^^^^^^^^^^^^\nSyntaxError: Missing parentheses in call to \'print\'. Did you mean print(...)?',
            'python3',
          ],
          ["NameError: name 'unicode' is not defined", 'python3'],
          ["AttributeError: 'dict' object has no attribute 'has_key'", 'python3'],
        ],
        misses: ["NameError: name 'zmq' is not defined"],
      },
      {
        id: 'tool.too-new/python-two-module',
        when: /\b(?:ImportError|ModuleNotFoundError): No module named '?(?:urllib2|ConfigParser|c?StringIO|Queue|commands|httplib|urlparse|cPickle|__builtin__|HTMLParser|SocketServer|xmlrpclib|cookielib)'?$/,
        subject: 'python3',
        over: ['dependency.missing/python-module'],
        samples: [["ModuleNotFoundError: No module named 'ConfigParser'", 'python3']],
        misses: ["ModuleNotFoundError: No module named 'configparser'"],
      },
      {
        id: 'tool.too-new/python-two-syntax',
        when: SYNTAX,
        test: (found) => shown(found, OF_TWO),
        subject: 'python3',
        samples: [
          [
            '  File "./waf", line 5\n    except OSError, e:\n                  ^\nSyntaxError: invalid syntax',
            'python3',
          ],
          [
            'gyp ERR! stack     import sys; print "%s.%s.%s" % sys.version_info[:3];\ngyp ERR! stack                                 ^\ngyp ERR! stack SyntaxError: invalid syntax',
            'python3',
          ],
          ['    os.mkdir(path, 0755)\n                      ^\nSyntaxError: invalid token', 'python3'],
        ],
        misses: ['    x = (1,\n        ^\nSyntaxError: invalid syntax'],
      },
    ],
  ),
  ...family(
    'tool.too-old',
    {
      title: text('The script needs a newer Python', '脚本需要更新的 Python'),
      cause: text(
        'An old Python stumbles over words that a later one brought.',
        '旧版 Python 无法识别后来版本才有的写法。',
      ),
      remedies: () => remedies('a current Python 3'),
    },
    [
      {
        id: 'tool.too-old/python-syntax',
        when: SYNTAX,
        test: (found) => !shown(found, OF_TWO) && shown(found, OF_THREE),
        subject: 'python3',
        samples: [
          [
            '  File "setup.py", line 40\n    print(f"building {name}")\n                           ^\nSyntaxError: invalid syntax',
            'python3',
          ],
          ['    def find(path: str) -> bool:\n                 ^\nSyntaxError: invalid syntax', 'python3'],
          ['    except OSError as e:\n                    ^\nSyntaxError: invalid syntax', 'python3'],
        ],
        misses: ['    x = (1,\n        ^\nSyntaxError: invalid syntax'],
      },
    ],
  ),
] satisfies RuleFamily;
