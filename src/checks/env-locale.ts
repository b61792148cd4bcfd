import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isDeveloping, willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { libc } from '../facts/libc.ts';
import { programs } from '../facts/programs.ts';

/** In the order in which locale(7) reads them for messages and characters. */
const VARIABLES = ['LC_ALL', 'LC_CTYPE', 'LANG'] as const;

/** Built into the C library (glibc from 2.35 on). */
const BUILT_IN = /^(C|POSIX)(\.(utf-?8))?$/i;

/** setlocale(3) takes `utf8`, `UTF-8` and `utf-8` for the same. */
const plain = (name: string): string => {
  const [place = '', codeset = ''] = name.trim().split('.');
  return `${place}.${codeset.toLowerCase().replace(/[^a-z0-9@]/g, '')}`;
};

/** A locale that is not installed: perl, autoconf's tools and apt complain at every start, and go on. */
const envLocale: Check = {
  id: 'env-locale',
  title: text('the locale is installed', '所设的区域（locale）已安装'),
  codes: ['env.locale'],
  async judge(ask, scope) {
    if (!willBuild(ask, scope) && !isDeveloping(ask, scope)) return [];
    // musl knows every locale by itself; macOS and the BSDs have theirs in the base system.
    if (ask.of(libc)?.kind !== 'glibc') return [];
    const { env } = ask.probe;
    const name = VARIABLES.find((variable) => (env[variable] ?? '') !== '');
    const value = name === undefined ? '' : (env[name] ?? '');
    if (name === undefined || BUILT_IN.test(value)) return [];
    const locale = ask.of(programs).anywhere('locale');
    if (locale === null) return [];
    const answer = await ask.probe.run([locale, '-a'], {
      env: { LC_ALL: 'C' },
      timeoutMs: 5000,
      maxBytes: 256 * 1024,
    });
    if (answer.code !== 0 || answer.stdout.split('\n').some((one) => plain(one) === plain(value))) return [];
    const finding: Finding = {
      code: 'env.locale',
      subject: name,
      severity: 'warning',
      title: text(
        `${name}=${value} names a locale that is not installed`,
        `${name}=${value} 指定的区域没有安装`,
      ),
      cause: text(
        'perl, automake and apt complain of it at every start, and messages may come in another language than logs are read in.',
        'perl、automake 和 apt 每次启动都会抱怨，而且消息的语言可能不符合预期。',
      ),
      evidence: [
        { kind: 'env', where: name, text: value },
        {
          kind: 'command',
          where: 'locale -a',
          text: answer.stdout.trim().split('\n').slice(0, 6).join(', '),
        },
      ],
      consequences: [],
      fixes: [
        proposal(
          text(
            `Use one that is there (export ${name}=C.UTF-8), or generate it with locale-gen`,
            `改用已有的区域（export ${name}=C.UTF-8），或用 locale-gen 生成它`,
          ),
        ),
      ],
    };
    return [finding];
  },
};

export default envLocale;
