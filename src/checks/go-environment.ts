import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { goSeverity, settingFinding } from '../doctor/go-finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { type GoSettings, goSettings } from '../facts/go-settings.ts';
import { canWrite } from '../facts/writable.ts';
import type { Probe } from '../host/host.ts';

/** `process.arch` and `process.platform` as Go calls them (`go tool dist list`), where the names differ. */
const GOARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
const GOOS: Readonly<Record<string, string>> = { win32: 'windows' };

/** Go switches cgo off when it builds for another machine and nobody says CGO_ENABLED=1 (cmd/cgo). */
function foreign(go: GoSettings, { self }: Probe, severity: Severity): readonly Finding[] {
  if (go.get('CGO_ENABLED')?.value === '1') return [];
  const own = { GOARCH: GOARCH[self.arch] ?? self.arch, GOOS: GOOS[self.os] ?? self.os };
  return (['GOOS', 'GOARCH'] as const).flatMap((name): readonly Finding[] => {
    const value = go.get(name)?.value ?? own[name];
    if (value === own[name]) return [];
    const finding = settingFinding(
      go,
      'env.compiler-flags',
      name,
      name,
      severity,
      text(`${name}=${value} makes Go build for another machine`, `${name}=${value} 使 Go 为另一种机器构建`),
      text(
        `This machine is ${own[name]}. For another one Go leaves every cgo package out, goczmq among them, unless CGO_ENABLED=1 and a cross compiler are set.`,
        `本机是 ${own[name]}。为其他机器构建时，除非设置 CGO_ENABLED=1 和交叉编译器，否则 Go 会排除所有 cgo 包，包括 goczmq。`,
      ),
    );
    return [{ ...finding, consequences: [{ code: 'go.cgo-disabled', subject: 'CGO_ENABLED' }] }];
  });
}

/** Folders in which the go command works (`go help environment`); GOTMPDIR is the one that it does not make itself. */
function folders(ask: Ask, go: GoSettings, severity: Severity): readonly Finding[] {
  const { probe } = ask;
  const wrong = (name: string): string | null => {
    const value = go.get(name)?.value;
    if (value === undefined) return null;
    const first = name === 'GOPATH' ? (value.split(':')[0] ?? '') : value;
    if (!first.startsWith('/')) return `${first} is not absolute`;
    if (name === 'GOTMPDIR' && !probe.stat(first).ok) return `${first} is not there`;
    return canWrite(probe, first) ? null : `${first} cannot be written by ${probe.self.user}`;
  };
  return ['GOTMPDIR', 'GOCACHE', 'GOPATH', 'GOMODCACHE'].flatMap((name): readonly Finding[] => {
    const why = wrong(name);
    if (why === null) return [];
    return [
      settingFinding(
        go,
        'env.compiler-flags',
        name,
        name,
        severity,
        text(`Go cannot work in the folder that ${name} names`, `Go 无法使用 ${name} 指定的目录`),
        text(
          `${why}: the go command stops before it builds anything.`,
          `${why}：go 命令还没开始构建就会停止。`,
        ),
      ),
    ];
  });
}

/** What the go command is told of the machine to build for and of the folders to work in. */
const goEnvironment: Check = {
  id: 'go-environment',
  title: text('Go builds for this machine, in folders that are there', 'Go 为本机构建，所用目录可用'),
  codes: ['env.compiler-flags'],
  judge(ask, scope) {
    const go = ask.of(goSettings);
    if (go.program === null || ask.probe.self.os === 'win32') return [];
    const severity = goSeverity(ask, scope);
    return [...foreign(go, ask.probe, severity), ...folders(ask, go, severity)];
  },
};

export default goEnvironment;
