import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { type Text, text } from '../../core/text.ts';
import { askOf } from '../../facts/ask.ts';
import { plainEnvironment } from '../../facts/environment.ts';
import { systemPackages } from '../../facts/package-manager.ts';
import { programs } from '../../facts/programs.ts';
import type { Host, RunResult } from '../../host/host.ts';
import { LARGEST_SIGNATURE } from './list.ts';

/** A signature made for something else (a git commit, a mail) is none of ours (ssh-keygen(1), -n). */
export const NAMESPACE = 'czmq-setup-cache';

const LARGEST_KEYS = 1 << 20;
const PATIENCE_MS = 20_000;

/** The one program that signs and verifies. Throws SetupError (exit 3) where it is not here. */
function sshKeygen(host: Host): string {
  const ask = askOf(host);
  const path = ask.of(programs).anywhere('ssh-keygen');
  if (path !== null) return path;
  const manager = ask.of(systemPackages)?.manager ?? null;
  const packages = manager?.provides['ssh-keygen'] ?? [];
  const title = text('ssh-keygen is not on this machine', '本机没有 ssh-keygen');
  throw new SetupError(EXIT.cannot, title, {
    findings: [
      {
        code: 'tool.missing',
        subject: 'ssh-keygen',
        severity: 'error',
        title,
        cause: text(
          'It signs the list of a second store and verifies it; without it nothing of such a store is used.',
          '它负责签署并校验二级缓存的清单；没有它，就不会使用二级缓存中的任何内容。',
        ),
        evidence: [],
        consequences: [],
        fixes:
          manager === null || packages.length === 0
            ? []
            : [
                {
                  title: text(`Install ${packages.join(', ')}`, `安装 ${packages.join('、')}`),
                  commands: [manager.installArgv(packages)],
                  needsRoot: manager.needsRoot,
                  automatic: false,
                  risk: 'safe',
                },
              ],
      },
    ],
  });
}

/** OpenSSH learnt to sign files with 8.1 and to find who signed with 8.2. */
function refuseOld({ stderr }: RunResult): void {
  if (!/(illegal|unknown) option|Unsupported operation/i.test(stderr)) return;
  const title = text(
    'ssh-keygen is too old: OpenSSH 8.2 or newer is needed',
    'ssh-keygen 过旧：需要 OpenSSH 8.2 或更新版本',
  );
  throw new SetupError(EXIT.cannot, title, {
    findings: [
      {
        code: 'tool.too-old',
        subject: 'ssh-keygen',
        severity: 'error',
        title,
        cause: text('It does not know -Y, by which lists are signed.', '它不支持用于签署清单的 -Y 选项。'),
        evidence: [{ kind: 'command', where: 'ssh-keygen -Y', text: stderr.trim().slice(0, 300) }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

/** Signs a list with the user's private key, or by his agent where `key` is a public one; ssh-keygen itself asks for a passphrase. */
export async function signList(host: Host, list: string, key: string): Promise<string> {
  const argv = [sshKeygen(host), '-Y', 'sign', '-n', NAMESPACE, '-f', key];
  const signed = await host.run(argv, { input: list, session: 'ours', maxBytes: LARGEST_SIGNATURE });
  refuseOld(signed);
  if (signed.code === 0 && signed.stdout.startsWith('-----BEGIN SSH SIGNATURE-----')) return signed.stdout;
  const why = signed.stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  throw new SetupError(
    EXIT.cannot,
    text(`The list could not be signed with ${key}: ${why}`, `无法用 ${key} 签署清单：${why}`),
  );
}

/** The public keys that a user named, as the allowed_signers file that ssh-keygen takes (ssh-keygen(1), "ALLOWED SIGNERS"). */
function allowedSigners(host: Host, file: string): string {
  const read = host.readText(file, LARGEST_KEYS);
  const refuse = (why: Text): SetupError =>
    new SetupError(
      EXIT.usage,
      text(`--cache-key ${file}: ${why.en}`, `--cache-key ${file}：${why['zh-CN']}`),
    );
  if (!read.ok) throw refuse(text(`it cannot be read (${read.fault})`, `无法读取（${read.fault}）`));
  if (read.value.includes('PRIVATE KEY-----'))
    throw refuse(text('this is a private key; name its .pub file', '这是私钥；请指定对应的 .pub 文件'));
  const lines = read.value.split('\n').filter((line) => /^\s*[^\s#]/.test(line));
  if (lines.length === 0) throw refuse(text('there is no key in it', '其中没有密钥'));
  // A public key's first word is its kind; a signer's is a name.
  const isKey = (line: string): boolean => /^\s*(sk-)?(ssh|ecdsa)-[\w@.-]+\s+AAAA/.test(line);
  return `${lines.map((line) => (isKey(line) ? `czmq-setup ${line.trim()}` : line)).join('\n')}\n`;
}

/**
 * Why a list is not signed by one of the keys in `keyFile`; null where it is. `ssh-keygen -Y verify` looks at key,
 * namespace, validity and bytes.
 */
export async function whyNotSigned(
  host: Host,
  list: string,
  signature: string,
  keyFile: string,
): Promise<string | null> {
  const signers = allowedSigners(host, keyFile);
  const program = sshKeygen(host);
  const folder = host.tempDir('czmq-setup-keys-');
  try {
    const [allowed, made] = [`${folder}/allowed`, `${folder}/signature`];
    host.writeFile(allowed, signers);
    host.writeFile(made, signature);
    const options = { env: plainEnvironment(host), timeoutMs: PATIENCE_MS, maxBytes: 64 * 1024 };
    const found = await host.run([program, '-Y', 'find-principals', '-s', made, '-f', allowed], options);
    refuseOld(found);
    const said = ({ stderr, stdout }: RunResult): string =>
      `${stderr}${stdout}`.trim().replaceAll(/\s+/g, ' ').slice(0, 300);
    if (found.code !== 0) return said(found) || 'no key of the file made it';
    const principals = found.stdout.split('\n').filter((line) => line !== '');
    let why = 'no key of the file made it';
    for (const principal of principals.slice(0, 20)) {
      const argv = [program, '-Y', 'verify', '-n', NAMESPACE, '-f', allowed, '-I', principal, '-s', made];
      const verified = await host.run(argv, { ...options, input: list });
      if (verified.code === 0) return null;
      why = said(verified);
    }
    return why;
  } finally {
    host.remove(folder);
  }
}
