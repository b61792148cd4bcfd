import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import { hostNear, hostOf, plainHost } from '../../explain/subjects/hosts.ts';

const BEHIND_PROXY = ({ log }: Match): boolean => log.find(/proxy/i) !== null;

export default family(
  'fetch.proxy',
  {
    title: (subject) =>
      text(
        `The proxy refuses or is wrong${subject ? `: ${subject}` : ''}`,
        `代理拒绝或设置有误${subject ? `：${subject}` : ''}`,
      ),
    cause: text(
      'http_proxy, https_proxy or the git or npm configuration name a proxy that does not answer, asks for a login, or forbids the address.',
      'http_proxy、https_proxy 或 git、npm 配置中的代理没有响应、要求登录，或禁止访问该地址。',
    ),
    remedies: [
      {
        title: text('See what is set', '查看当前设置'),
        run: [['env'], ['git', 'config', '--get-regexp', 'proxy']],
      },
    ],
  },
  [
    {
      id: 'fetch.proxy/resolve',
      when: /(?:[Cc]ould not|[Cc]ouldn't) resolve proxy:? ?(\S{1,200})|Error parsing proxy URL|Unsupported proxy (?:scheme|syntax)|proxyconnect tcp: (?:dial tcp(?:: lookup)? )?([\w.-]{1,100})/,
      subject: hostNear,
      over: ['fetch.network', 'go.proxy-unreachable'],
      samples: [
        [
          "fatal: unable to access 'https://github.com/x/': Could not resolve proxy: proxy.corp.example",
          'proxy.corp.example',
        ],
      ],
    },
    {
      id: 'fetch.proxy/refused',
      when: /(?:\(407\)|(?:HTTP(?: error)?|status(?: code)?):? 407\b|Received HTTP code (\d{3}) from proxy|HTTP code (?:407|403) from proxy|Proxy (?:CONNECT aborted|tunneling failed|Authentication Required|request failed)|407 Proxy|CONNECT tunnel failed, response|proxy authentication required|tunneling socket could not be established|Cannot connect to proxy|ProxyError\(|ERR_PROXY|Proxy-Authenticate)/i,
      subject: ({ log, line }) => {
        const variable = log.find(/\b((?:https?|all)_proxy|HTTPS?_PROXY|ALL_PROXY)=/)?.[1];
        const named = /proxy[^\w]{1,4}(?:https?:\/\/)?([\w-]{1,60}(?:\.[\w-]{1,60}){1,5})/i.exec(
          line.text,
        )?.[1];
        return variable ?? named ?? hostOf(log.find(/\bproxy\b.{0,20}:\/\//i)?.input ?? '') ?? null;
      },
      over: ['fetch.network', 'fetch.tls', 'source.incomplete'],
      samples: [
        [
          "$ export https_proxy=http://p.example:3128\n$ git clone https://github.com/zeromq/czmq\nfatal: unable to access 'https://github.com/zeromq/czmq/': Received HTTP code 407 from proxy after CONNECT",
          'https_proxy',
        ],
      ],
    },
    {
      id: 'fetch.proxy/other-port',
      // An https address whose connection goes to another port than 443 goes to a proxy.
      when: /request to https:\/\/[^\s:]{1,300} failed, reason: connect E(?:CONNREFUSED|TIMEDOUT|HOSTUNREACH) ([\w.:-]{1,60}):(?!443\b)\d{2,5}/,
      subject: hostNear,
      over: ['fetch.network'],
      samples: [
        [
          'npm ERR! FetchError: request to https://registry.example/zeromq failed, reason: connect ECONNREFUSED 127.0.0.1:3128',
          '127.0.0.1',
        ],
      ],
      misses: [
        'npm ERR! request to https://registry.example/zeromq failed, reason: connect ETIMEDOUT 192.0.2.1:443',
      ],
    },
    {
      id: 'fetch.proxy/other-host',
      // An address of one host, a connection to another: a proxy stands between.
      when: /'https?:\/\/(?:[^\s/'@]{1,100}@)?([^\s/':]{1,200})[^\s']{0,300}': Failed to connect to (\S{1,200}) port \d+/,
      test: ({ match }) => plainHost(match[1]!) !== plainHost(match[2]!),
      subject: ({ match }) => plainHost(match[2]!),
      over: ['fetch.network'],
      samples: [
        [
          "fatal: unable to access 'https://git.example/czmq/': Failed to connect to proxy.corp port 3999 after 0 ms: Couldn't connect to server",
          'proxy.corp',
        ],
      ],
      misses: [
        "fatal: unable to access 'https://git.example/czmq/': Failed to connect to git.example port 443: Connection timed out",
      ],
    },
    {
      id: 'fetch.proxy/connect',
      when: /Failed to connect to (\S{1,200}) port (?:3128|8080|8118|1080|1087|7890|7897|8888|10809|10808|8123|3129|8081)\b/,
      test: (match) =>
        BEHIND_PROXY(match) || /port (?:3128|8118|1080|1087|7890|7897|10809|10808)/.test(match.line.text),
      subject: hostNear,
      over: ['fetch.network'],
      samples: [
        [
          "fatal: unable to access 'https://github.com/x/y/': Failed to connect to 127.0.0.1 port 7890: Connection refused",
          '127.0.0.1',
        ],
      ],
    },
  ],
);
