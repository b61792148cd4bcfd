import { GOCZMQ_V4 } from '../bindings/goczmq.ts';
import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { headerVersion } from '../facts/header-version.ts';
import { candidatePrefixes } from '../facts/stack/folders.ts';
import { requiredModules } from '../formats/go-mod.ts';

const BINDING = 'github.com/zeromq/goczmq';

/** Tags that are not there, or whose go.mod does not say /v4: Go finds none of them under that path. */
const NO_SUCH_V4 = /^v4\.\d+\.\d+$/;

/** The header's version as numbers; the first found of the folders that compilers search. */
const older = (version: string, than: readonly number[]): boolean => {
  const own = version.split('.').map(Number);
  const at = than.findIndex((number, index) => (own[index] ?? 0) !== number);
  return at >= 0 && (own[at] ?? 0) < than[at]!;
};

/** What the current folder's go.mod asks of goczmq, and whether it exists and fits the installed czmq. */
const goModules: Check = {
  id: 'go-modules',
  title: text("the project's goczmq exists and fits czmq", '项目所需的 goczmq 版本存在且与 czmq 匹配'),
  codes: ['go.module-not-found', 'go.binding-mismatch'],
  judge(ask, scope) {
    const { probe } = ask;
    const path = `${probe.self.cwd}/go.mod`;
    const words = probe.readText(path, 1024 * 1024);
    if (!words.ok) return [];
    const required = requiredModules(words.value);
    const findings: Finding[] = [];
    const v4 = required.get(`${BINDING}/v4`);
    if (v4 !== undefined && NO_SUCH_V4.test(v4)) {
      findings.push({
        code: 'go.module-not-found',
        subject: `${BINDING}/v4`,
        severity: 'error',
        title: text(`${BINDING}/v4 has no version ${v4}`, `${BINDING}/v4 没有 ${v4} 这个版本`),
        cause: text(
          'goczmq has no tag whose go.mod says /v4; only its master branch does.',
          'goczmq 没有任何标签的 go.mod 写有 /v4，只有 master 分支有。',
        ),
        evidence: [{ kind: 'file', where: path, text: `${BINDING}/v4 ${v4}` }],
        consequences: [],
        fixes: [
          proposal(text('Require the commit that has it', '改为依赖确实存在的提交'), [
            ['go', 'get', `${BINDING}/v4@${GOCZMQ_V4}`],
          ]),
        ],
      });
    }
    if (v4 === undefined) return findings;
    const header = ['/usr/local', '/usr', ...candidatePrefixes(ask, scope)]
      .map((prefix) => `${prefix}/include/czmq_library.h`)
      .concat('/usr/include/czmq.h')
      .map((file) => ({ file, version: headerVersion(probe, file) }))
      .find(({ version }) => version !== null);
    if (header?.version != null && older(header.version, [4, 2, 0])) {
      findings.push({
        code: 'go.binding-mismatch',
        subject: 'libczmq',
        severity: 'error',
        title: text(
          `goczmq/v4 needs czmq 4.2.0, and ${header.version} is installed`,
          `goczmq/v4 需要 czmq 4.2.0，而安装的是 ${header.version}`,
        ),
        cause: text(
          'It calls zsock_set_router_notify, which came with czmq 4.2.0: cgo says "could not determine kind of name".',
          '它调用了 czmq 4.2.0 才有的 zsock_set_router_notify：cgo 会报 “could not determine kind of name”。',
        ),
        evidence: [
          { kind: 'file', where: path, text: `${BINDING}/v4 ${v4}` },
          { kind: 'file', where: header.file, text: header.version },
        ],
        consequences: [],
        fixes: [
          proposal(
            text('Install a newer czmq, or use goczmq v4.1.0', '安装更新的 czmq，或改用 goczmq v4.1.0'),
            [[...probe.self.command, 'install', 'czmq', '--force']],
          ),
        ],
      });
    }
    return findings;
  },
};

export default goModules;
