import { weakenedBy } from '../bindings/go-verification.ts';
import type { Code } from '../core/codes.ts';
import type { Evidence, Finding, Fix, Severity } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { goProjects } from '../facts/go-projects.ts';
import type { GoSettings } from '../facts/go-settings.ts';
import { proposal } from './fixes.ts';

/** Where a variable of the go command is set. */
export function settingEvidence({ file, get }: GoSettings, name: string): Evidence {
  const setting = get(name);
  return setting?.from === 'file'
    ? { kind: 'file', where: file, text: `${name}=${setting.value}` }
    : { kind: 'env', where: name, text: setting?.value ?? '' };
}

/** How it is taken back: what the user set he is asked to unset. */
export const unsetFix = ({ get }: GoSettings, name: string): Fix =>
  get(name)?.from === 'file'
    ? proposal(text(`Take it back: go env -u ${name}`, `撤销该设置：go env -u ${name}`), [
        ['go', 'env', '-u', name],
      ])
    : proposal(text(`Unset it: unset ${name}`, `取消该变量：unset ${name}`));

/** Go's own settings break something where somebody builds with Go: who asked for goczmq, or keeps a module here. */
export const goSeverity = (ask: Ask, scope: Scope): Severity =>
  scope.targets.includes('goczmq') || ask.of(goProjects).length > 0 ? 'error' : 'warning';

/** A setting of the go command that is wrong or risky. */
export const settingFinding = (
  go: GoSettings,
  code: Code,
  name: string,
  subject: string,
  severity: Severity,
  title: Text,
  cause: Text,
): Finding => ({
  code,
  subject,
  severity,
  title,
  cause,
  evidence: [settingEvidence(go, name)],
  consequences: [],
  fixes: [unsetFix(go, name)],
});

/** CGO_ENABLED=0; null where cgo is not switched off. */
export const cgoDisabled = (go: GoSettings, severity: Severity = 'error'): Finding | null =>
  go.get('CGO_ENABLED')?.value !== '0'
    ? null
    : settingFinding(
        go,
        'go.cgo-disabled',
        'CGO_ENABLED',
        'CGO_ENABLED',
        severity,
        text('cgo is switched off (CGO_ENABLED=0)', 'cgo 已被关闭（CGO_ENABLED=0）'),
        text(
          'goczmq and every other binding to a C library is left out of the build: Go says "build constraints exclude all Go files" or "undefined".',
          'goczmq 等所有绑定 C 库的包都会被排除在构建之外：Go 会报 “build constraints exclude all Go files” 或 “undefined”。',
        ),
      );

/** What keeps Go from asking the checksum database for a module; one finding a variable. */
export const verificationOff = (go: GoSettings, module: string): readonly Finding[] =>
  weakenedBy(go, module).map((name) =>
    settingFinding(
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
