import type { Code } from '../core/codes.ts';
import type { Finding, Severity } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { settingEvidence, unsetFix } from '../doctor/go-finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { type GoSettings, goSettings } from '../facts/go-settings.ts';

function finding(
  go: GoSettings,
  code: Code,
  name: string,
  subject: string,
  severity: Severity,
  title: Text,
  cause: Text,
): Finding {
  return {
    code,
    subject,
    severity,
    title,
    cause,
    evidence: [settingEvidence(go, name)],
    consequences: [],
    fixes: [unsetFix(go, name)],
  };
}

function cgo(go: GoSettings): readonly Finding[] {
  if (go.get('CGO_ENABLED')?.value !== '0') return [];
  return [
    finding(
      go,
      'go.cgo-disabled',
      'CGO_ENABLED',
      'CGO_ENABLED',
      'error',
      text('cgo is switched off (CGO_ENABLED=0)', 'cgo 已被关闭（CGO_ENABLED=0）'),
      text(
        'goczmq and every other binding to a C library is left out of the build: Go says "build constraints exclude all Go files" or "undefined".',
        'goczmq 等所有绑定 C 库的包都会被排除在构建之外：Go 会报 “build constraints exclude all Go files” 或 “undefined”。',
      ),
    ),
  ];
}

/** GOFLAGS is read at every start of the go command: a word that it does not know ends it. */
async function flags(ask: Ask, go: GoSettings): Promise<readonly Finding[]> {
  const setting = go.get('GOFLAGS');
  if (setting === null || go.program === null) return [];
  const vendored = /(^|\s)-mod=vendor(\s|$)/.test(setting.value);
  const { cwd } = ask.probe.self;
  if (vendored && ask.probe.stat(`${cwd}/go.mod`).ok && !ask.probe.stat(`${cwd}/vendor/modules.txt`).ok)
    return [
      finding(
        go,
        'env.compiler-flags',
        'GOFLAGS',
        'GOFLAGS',
        'error',
        text(
          'GOFLAGS asks for vendored modules, and there are none',
          'GOFLAGS 要求使用 vendor 目录中的模块，但它们不存在',
        ),
        text(`${cwd} has no vendor/modules.txt.`, `${cwd} 中没有 vendor/modules.txt。`),
      ),
    ];
  const answer = await ask.probe.run([go.program, 'version'], {
    env: plainEnvironment(ask.probe, { GOTOOLCHAIN: 'local' }),
    cwd: '/',
    timeoutMs: 10_000,
    maxBytes: 16 * 1024,
  });
  if (answer.code === 0 || !/GOFLAGS/.test(answer.stderr)) return [];
  return [
    finding(
      go,
      'env.compiler-flags',
      'GOFLAGS',
      'GOFLAGS',
      'error',
      text('The go command refuses GOFLAGS', 'go 命令不接受 GOFLAGS'),
      text(`It says: ${answer.stderr.trim().slice(0, 300)}`, `它报告：${answer.stderr.trim().slice(0, 300)}`),
    ),
  ];
}

function proxy(go: GoSettings): readonly Finding[] {
  const setting = go.get('GOPROXY');
  if (setting?.value.split(/[,|]/)[0]?.trim() !== 'off') return [];
  return [
    finding(
      go,
      'go.proxy-unreachable',
      'GOPROXY',
      'off',
      'warning',
      text('GOPROXY=off: Go fetches no modules', 'GOPROXY=off：Go 不会下载任何模块'),
      text(
        'Only modules that are in the module cache already can be built with.',
        '只能使用模块缓存中已有的模块进行构建。',
      ),
    ),
  ];
}

/** What lets Go take modules without asking the checksum database, and encryption if that is all. */
const WEAKENED: readonly (readonly [name: string, weak: (value: string) => boolean])[] = [
  ['GOSUMDB', (value) => value === 'off'],
  [
    'GONOSUMDB',
    (value) => value.split(',').some((pattern) => /^(\*|github\.com(\/.*)?)$/.test(pattern.trim())),
  ],
  ['GONOSUMCHECK', (value) => value !== '' && value !== '0'],
  [
    'GOINSECURE',
    (value) => value.split(',').some((pattern) => /^(\*|github\.com(\/.*)?)$/.test(pattern.trim())),
  ],
];

const weakened = (go: GoSettings): readonly Finding[] =>
  WEAKENED.filter(([name, weak]) => weak(go.get(name)?.value ?? '')).map(([name]) =>
    finding(
      go,
      'go.verification-off',
      name,
      name,
      'warning',
      text(`${name} switches off Go's proof of what it downloads`, `${name} 关闭了 Go 对下载内容的校验`),
      text(
        'A module that was changed on its way, or after its release, would be taken without a word.',
        '模块在传输途中或发布之后被篡改也不会有任何提示。',
      ),
    ),
  );

/** The go command's own settings, as far as they decide whether goczmq can be built. */
const goCheck: Check = {
  id: 'go-settings',
  title: text("Go's settings let goczmq be built", 'Go 的设置允许构建 goczmq'),
  codes: ['go.cgo-disabled', 'env.compiler-flags', 'go.proxy-unreachable', 'go.verification-off'],
  async judge(ask) {
    const go = ask.of(goSettings);
    if (go.program === null) return [];
    return [...cgo(go), ...(await flags(ask, go)), ...proxy(go), ...weakened(go)];
  },
};

export default goCheck;
