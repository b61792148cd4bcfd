import type { Code } from '../core/codes.ts';
import { type Text, text } from '../core/text.ts';
import type { Trouble } from './trouble.ts';

type Say = (subject: string) => Text;

/** Why nothing came, and what helps, by code. */
const CAUSES: Readonly<Partial<Record<Code, { readonly why: Say; readonly help: Text }>>> = {
  'fetch.network': {
    why: (host) => text(`${host} cannot be reached from this machine`, `本机无法访问 ${host}`),
    help: text(
      'If this machine goes out through a proxy, set https_proxy and http_proxy.',
      '如果本机通过代理上网，请设置 https_proxy 和 http_proxy。',
    ),
  },
  'fetch.tls': {
    why: (host) =>
      text(`the certificate that ${host} shows is not trusted here`, `本机不信任 ${host} 出示的证书`),
    help: text(
      'Install or update ca-certificates; behind a proxy that re-signs, set SSL_CERT_FILE (and git config http.sslCAInfo) to its certificate.',
      '请安装或更新 ca-certificates；若代理会重签证书，请把 SSL_CERT_FILE（以及 git config http.sslCAInfo）设为其证书。',
    ),
  },
  'fetch.proxy': {
    why: (variable) =>
      text(
        `the proxy that ${variable} names refuses or cannot be reached`,
        `${variable} 指定的代理拒绝请求或无法访问`,
      ),
    help: text(
      'Correct or unset it, or add the host to no_proxy.',
      '请更正或取消该设置，或把主机加入 no_proxy。',
    ),
  },
  'fetch.protocol': {
    why: (address) => text(`${address} asks for a login or forbids it`, `${address} 要求登录或拒绝访问`),
    help: text(
      'Check the address; a repository that does not exist is often answered by asking for a login.',
      '请检查地址；不存在的仓库常以要求登录作答。',
    ),
  },
  'fetch.not-found': {
    why: (what) => text(`${what} does not exist there`, `那里没有 ${what}`),
    help: text('Check how it is spelt.', '请检查拼写。'),
  },
  'fetch.git-ownership': {
    why: (folder) =>
      text(`${folder} belongs to another user, and git refuses it`, `${folder} 属于其他用户，git 拒绝使用`),
    help: text(
      'Make it yours, or allow it: git config --global --add safe.directory FOLDER',
      '请改变其所有者，或允许使用：git config --global --add safe.directory 目录',
    ),
  },
};

/** One sentence of why, with what was said in brackets. */
export function whyOf({ code, subject, words }: Trouble): Text {
  const why = CAUSES[code]?.why(subject);
  if (why === undefined) return text(`${subject}: ${words}`, `${subject}：${words}`);
  return text(`${why.en} (${words})`, `${why['zh-CN']}（${words}）`);
}

export const helpFor = (code: Code): Text | null => CAUSES[code]?.help ?? null;
