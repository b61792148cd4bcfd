import { isAbsolute, join } from 'node:path';
import { moduleState } from '../bindings/go-module.ts';
import { GOCZMQ_V4, goczmq } from '../bindings/goczmq.ts';
import type { Finding, Fix } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { headerVersion } from '../facts/header-version.ts';
import { candidatePrefixes } from '../facts/stack/folders.ts';
import { replacedModules, requiredModules } from '../formats/go-mod.ts';
import type { Probe } from '../host/host.ts';

const BINDING = 'github.com/zeromq/goczmq';

/** Tags that are not there, or whose go.mod does not say /v4: Go finds none of them under that path. */
const NO_SUCH_V4 = /^v4\.\d+\.\d+$/;

/** The header's version as numbers; the first found of the folders that compilers search. */
const older = (version: string, than: readonly number[]): boolean => {
  const own = version.split('.').map(Number);
  const at = than.findIndex((number, index) => (own[index] ?? 0) !== number);
  return at >= 0 && (own[at] ?? 0) < than[at]!;
};

const takePinned = (title: Text): Fix => proposal(title, [['go', 'get', `${BINDING}/v4@${GOCZMQ_V4}`]]);

/** Paths and versions that no repository answers for: another major than 4, or a 4 that is not said to have no go.mod. */
function wrongPaths(required: ReadonlyMap<string, string>, path: string): readonly Finding[] {
  return [...required]
    .filter(([module, version]) =>
      module === BINDING
        ? /^v([2-9]|\d\d)\./.test(version) && !version.endsWith('+incompatible')
        : module.startsWith(`${BINDING}/v`) && module !== `${BINDING}/v4`,
    )
    .map(([module, version]) => ({
      code: 'go.module-not-found',
      subject: module,
      severity: 'error',
      title: text(`${module} has no version ${version}`, `${module} 没有 ${version} 这个版本`),
      cause: text(
        'A module of major version 4 has /v4 at the end of its path, and goczmq has no other major with a go.mod.',
        '主版本号为 4 的模块路径必须以 /v4 结尾，而 goczmq 没有其他带 go.mod 的主版本。',
      ),
      evidence: [{ kind: 'file', where: path, text: `${module} ${version}` }],
      consequences: [],
      fixes: [takePinned(text('Require the path and commit that exist', '改为依赖确实存在的路径和提交'))],
    }));
}

/** A checkout that go.mod takes in place of the binding, and that is not there: a path that begins with a dot or a slash. */
const goneFolders = (probe: Probe, replaced: ReadonlyMap<string, string>, path: string): readonly Finding[] =>
  [...replaced]
    .filter(
      ([module, by]) =>
        (module === BINDING || module.startsWith(`${BINDING}/`)) &&
        /^(?:\/|\.\.?(?:\/|$))/.test(by) &&
        !probe.stat(join(isAbsolute(by) ? by : join(probe.self.cwd, by), 'go.mod')).ok,
    )
    .map(([module, by]) => ({
      code: 'go.module-not-found',
      subject: module,
      severity: 'error',
      title: text(`${by}, which stands for ${module}, is no module`, `代替 ${module} 的 ${by} 不是模块`),
      cause: text(
        `go.mod replaces ${module} by the folder ${by}, and there is no go.mod in it.`,
        `go.mod 用目录 ${by} 替换了 ${module}，而其中没有 go.mod。`,
      ),
      evidence: [{ kind: 'file', where: path, text: `replace ${module} => ${by}` }],
      consequences: [],
      fixes: [
        proposal(text('Bring the checkout back, or take the replacement out', '恢复该目录，或去掉这条替换'), [
          ['go', 'mod', 'edit', `-dropreplace=${module}`],
        ]),
      ],
    }));

/** go.sum records other bytes for the version whose sum is known: the go command will refuse to build. */
function otherSum(probe: Probe, version: string): readonly Finding[] {
  const known = goczmq.versions[version];
  const { sum } = moduleState(probe, probe.self.cwd, `${BINDING}/v4`);
  if (known === undefined || sum === null || sum === known.sum) return [];
  const path = `${probe.self.cwd}/go.sum`;
  return [
    {
      code: 'go.checksum-mismatch',
      subject: known.module,
      severity: 'error',
      title: text(
        `go.sum has another checksum for ${known.module} than it was published with`,
        `go.sum 中 ${known.module} 的校验和与发布时的不同`,
      ),
      cause: text(
        'The go command says "checksum mismatch" and "SECURITY ERROR": what it downloads is not what go.sum records.',
        'go 命令会报 “checksum mismatch” 和 “SECURITY ERROR”：下载到的内容与 go.sum 的记录不符。',
      ),
      evidence: [
        { kind: 'file', where: path, text: `${version} ${sum}` },
        { kind: 'file', where: 'published', text: `${version} ${known.sum}` },
      ],
      consequences: [],
      fixes: [
        proposal(
          text(
            'Find out where the line came from; then remove it and let Go record it anew',
            '先弄清这一行从何而来；然后删除它，让 Go 重新记录',
          ),
        ),
      ],
    },
  ];
}

/** What the current folder's go.mod asks of goczmq, and whether it exists and fits the installed czmq. */
const goModules: Check = {
  id: 'go-modules',
  title: text("the project's goczmq exists and fits czmq", '项目所需的 goczmq 版本存在且与 czmq 匹配'),
  codes: ['go.module-not-found', 'go.checksum-mismatch', 'go.binding-mismatch'],
  judge(ask, scope) {
    const { probe } = ask;
    const path = `${probe.self.cwd}/go.mod`;
    const words = probe.readText(path, 1024 * 1024);
    if (!words.ok) return [];
    const replaced = replacedModules(words.value);
    // Of what is taken from elsewhere no version is asked for.
    const required = new Map([...requiredModules(words.value)].filter(([module]) => !replaced.has(module)));
    const findings: Finding[] = [...goneFolders(probe, replaced, path), ...wrongPaths(required, path)];
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
        fixes: [takePinned(text('Require the commit that has it', '改为依赖确实存在的提交'))],
      });
    }
    if (v4 === undefined) return findings;
    findings.push(...otherSum(ask.probe, v4));
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
