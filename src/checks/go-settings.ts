import { goczmq } from '../bindings/goczmq.ts';
import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { cgoDisabled, goSeverity, settingFinding, verificationOff } from '../doctor/go-finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { type GoSettings, goSettings } from '../facts/go-settings.ts';
import { requiredModules } from '../formats/go-mod.ts';

/** GOFLAGS is read at every start of the go command: a word that it does not know ends it. */
async function flags(ask: Ask, go: GoSettings, severity: Severity): Promise<readonly Finding[]> {
  const setting = go.get('GOFLAGS');
  if (setting === null || go.program === null) return [];
  const vendored = /(^|\s)-mod=vendor(\s|$)/.test(setting.value);
  const { cwd } = ask.probe.self;
  const project = vendored ? ask.probe.readText(`${cwd}/go.mod`, 1024 * 1024) : null;
  // A project that needs no binding of ours is none of this stack's business, and one that needs nothing has no vendor folder.
  const wants =
    project?.ok === true && [...requiredModules(project.value).keys()].some((one) => /zmq/.test(one));
  if (wants && !ask.probe.stat(`${cwd}/vendor/modules.txt`).ok)
    return [
      settingFinding(
        go,
        'env.compiler-flags',
        'GOFLAGS',
        'GOFLAGS',
        severity,
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
    settingFinding(
      go,
      'env.compiler-flags',
      'GOFLAGS',
      'GOFLAGS',
      severity,
      text('The go command refuses GOFLAGS', 'go 命令不接受 GOFLAGS'),
      text(`It says: ${answer.stderr.trim().slice(0, 300)}`, `它报告：${answer.stderr.trim().slice(0, 300)}`),
    ),
  ];
}

/** The proxy on this machine itself that the go command asks first; others need a network (the check of that name). */
async function localProxy(ask: Ask, go: GoSettings, severity: Severity): Promise<readonly Finding[]> {
  const first = go.get('GOPROXY')?.value.split(/[,|]/)[0]?.trim() ?? '';
  if (!/^https?:/.test(first) || !URL.canParse(first)) return [];
  const { hostname } = new URL(first);
  if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return [];
  const { ok, status, error, message } = await ask.probe.reach(first, 5000);
  if (ok || status !== null) return [];
  return [
    settingFinding(
      go,
      'go.proxy-unreachable',
      'GOPROXY',
      first,
      severity,
      text(`The module proxy ${first} does not answer`, `模块代理 ${first} 没有响应`),
      text(
        `${error ?? message}. Name another: go env -w GOPROXY=ADDRESS,direct (in a Dockerfile: ENV GOPROXY=...).`,
        `${error ?? message}。请指定其他代理：go env -w GOPROXY=地址,direct（Dockerfile 中：ENV GOPROXY=...）。`,
      ),
    ),
  ];
}

function proxy(go: GoSettings): readonly Finding[] {
  const setting = go.get('GOPROXY');
  if (setting?.value.split(/[,|]/)[0]?.trim() !== 'off') return [];
  return [
    settingFinding(
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

/** The go command's own settings, as far as they decide whether goczmq can be built. */
const goCheck: Check = {
  id: 'go-settings',
  title: text("Go's settings let goczmq be built", 'Go 的设置允许构建 goczmq'),
  codes: ['go.cgo-disabled', 'env.compiler-flags', 'go.proxy-unreachable', 'go.verification-off'],
  async judge(ask, scope) {
    const go = ask.of(goSettings);
    if (go.program === null) return [];
    const severity = goSeverity(ask, scope);
    const cgo = cgoDisabled(go, severity);
    return [
      ...(cgo === null ? [] : [cgo]),
      ...(await flags(ask, go, severity)),
      ...proxy(go),
      ...(await localProxy(ask, go, severity)),
      ...verificationOff(go, goczmq.versions[goczmq.default]!.module),
    ];
  },
};

export default goCheck;
