import { libraryOfBeginning } from './symbol-prefixes.ts';
import { windowsLibrary } from './windows-symbols.ts';

/**
 * Which library a symbol belongs to, by the naming habits of the C libraries that the stack meets. Prefixes of the
 * stack's own libraries cover those of recipes/*.json (`symbolPrefixes`): test/explain/subjects.test.ts.
 */

/** czmq's classes (its `include/z*.h`); `z` alone would take zlib, zstd and zyre too. */
const CZMQ =
  /^z(?:actor|argv?s?|armour|auth|beacon|cert|certstore|chunk|clock|config|ctx|digest|dir|dir_patch|file|frame|gossip|hash|hashx|http_client|http_request|http_response|http_server|iflist|list|listx|loop|lz4|monitor|mutex|msg|osc|poller|proxy|rex|sock|sock_option|sockopt|socket|ssl_client|ssl_server|str|sys|thread|timerset|tree|trie|uuid|args|proc|http)_[a-z0-9_]+$|^czmq_[a-z0-9_]+$|^z(?:auth|beacon|gossip|monitor|proxy|rex)(?:_v2)?$/;

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:typeinfo (?:name )?for |vtable for |VTT for |guard variable for )?(?:std::__1::|std::__ndk1::|std::__2::)/,
    'libc++',
  ],
  [/^_Z[A-Z]{0,3}N?K?St3__1|^__ZNK?St3__1/, 'libc++'],
  [
    /^(?:typeinfo (?:name )?for |vtable for |VTT for |guard variable for |non-virtual thunk to )?(?:std::|__gnu_cxx::|__cxxabiv1::|operator (?:new|delete))/,
    'libstdc++',
  ],
  [
    /^_{0,2}_Z(?:T[VIS])?(?:n[wa]|d[la]|NK?S[abdiost]|S[abdiost]|NK?9__gnu_cxx|NK?10__cxxabiv1|N10__cxxabiv1|TVN10__cxxabiv)/,
    'libstdc++',
  ],
  [/^_{1,3}(?:cxa_|gxx_personality|cxa)/, 'libstdc++'],
  [/^_?_Unwind_|^__(?:udiv|div|mod|mul|ashl|lshr)[dst]i3$/, 'libgcc'],
  [/^(?:\w{1,20} )?google::protobuf::/, 'libprotobuf'],
  [
    /^(?:\w{1,20} )?google::(?!FlagRegisterer|ParseCommandLineFlags|SetUsageMessage|SetVersionString)/,
    'libglog',
  ],
  [/^(?:leveldb)::/, 'libleveldb'],
  [/^(?:vtable for |typeinfo for |non-virtual thunk to )?zmq::/, 'libzmq'],
  // Visual Studio undecorates with access, result and calling convention in front.
  [/^"?(?:(?:public|private|protected): )?.{0,80}?__(?:thiscall|cdecl|stdcall|vectorcall) zmq::/, 'libzmq'],
  [/^_{0,2}_ZNK?3zmq/, 'libzmq'],
  [/^zmq_/, 'libzmq'],
  [CZMQ, 'libczmq'],
  // Macros of czmq_prelude.h, to which an older release has no declaration.
  [/^(?:freen|randof)$/, 'libczmq'],
  [/^(?:zyre|zre)_/, 'libzyre'],
  [/^mlm_/, 'libmlm'],
  [/^(?:sodium_|crypto_|randombytes(?:_|$))/, 'libsodium'],
  [/^uuid_/, 'libuuid'],
  [/^curl_/, 'libcurl'],
  [/^MHD_/, 'libmicrohttpd'],
  [/^LZ4(?:F|HC)?_/, 'liblz4'],
  [/^sd_/, 'libsystemd'],
  [/^pgm_/, 'libpgm'],
  [/^Norm[A-Z]/, 'libnorm'],
  [/^gss_/, 'libgssapi_krb5'],
  [/^(?:NSS_|PK11_|SECMOD_|SECITEM_|HASH_|CERT_)/, 'libnss3'],
  [/^unw_|^_U[A-Za-z0-9]{0,12}_(?:init_local|step|get_reg)/, 'libunwind'],
  [/^(?:strlcpy|strlcat|arc4random(?:_buf|_uniform)?|strnvis|setproctitle)$/, 'libbsd'],
  [/^(?:pthread_|sem_(?:init|wait|post|destroy))/, 'libpthread'],
  [/^dl(?:open|close|sym|error|addr|info)$/, 'libdl'],
  [
    /^(?:clock_(?:gettime|getres|settime|nanosleep)|timer_(?:create|settime|delete)|shm_(?:open|unlink)|mq_(?:open|send|receive|close)|aio_\w+)$/,
    'librt',
  ],
  [/^(?:sqrt|pow|floor|ceil|round|log|log2|log10|exp|sin|cos|tan|fmod|lround|rint|atan2?)[fl]?$/, 'libm'],
  [/^__atomic_|^__sync_(?:fetch|add|sub|val|bool)/, 'libatomic'],
  [
    /^(?:(?:adler32|crc32)(?:_\w+)?|(?:un)?compress2?|compressBound|zlib(?:Version|CompileFlags)|(?:in|de)flate[A-Z]?\w*|gz[a-z]{3,14}_?)$/,
    'libz',
  ],
  [
    /^(?:WSA[A-Z]|(?:closesocket|ioctlsocket|getaddrinfo|freeaddrinfo|gethostname|htons|inet_\w+)(?:@\d+)?$)/,
    'ws2_32',
  ],
  [/^(?:GetAdaptersAddresses|if_nametoindex|GetIpAddrTable)(?:@\d+)?$/, 'iphlpapi'],
  [/^(?:Uuid(?:Create|ToString)|RpcStringFree)[AW]?(?:@\d+)?$/, 'rpcrt4'],
  [/^(?:EVP_|SSL_|ERR_|RSA_|BIO_|X509_|OPENSSL_|CRYPTO_|OBJ_|PEM_|HMAC_)/, 'libssl'],
  [/^(?:backtrace(?:_symbols)?)$/, 'libexecinfo'],
  [/^_?Py[A-Z_]/, 'libpython'],
  [/^BZ2_/, 'libbz2'],
  [/^lzma_/, 'liblzma'],
  [/^ZSTD_/, 'libzstd'],
  [/^sqlite3_/, 'libsqlite3'],
  [/^xml[A-Z]/, 'libxml2'],
  [/^luaL?_/, 'liblua'],
  [/^uv_/, 'libuv'],
  [/^git_[a-z]/, 'libgit2'],
  [/^gnutls_/, 'libgnutls'],
  [/^icu_\d|^u_\w+_\d\d$/, 'libicuuc'],
  [/^(?:libusb|usb)_/, 'libusb'],
  [/^g_(?:object|type|signal|value|closure|param_spec|cclosure)_/, 'libgobject-2.0'],
  [/^g_[a-z0-9]{2,}(?:_[a-z0-9]+)*$/, 'libglib-2.0'],
  [
    /^(?:initscr|endwin|stdscr|curscr|w?refresh|w?erase|w?clear|w?move|w?getch|waddn?w?str|waddch|mvw?printw|w?printw|newwin|delwin|keypad|noecho|cbreak|nodelay|start_color|init_pair|curs_set|box|LINES|COLS|acs_map)$/,
    'libncurses',
  ],
  [/^(?:tgetent|tputs|tgetnum|tgetstr|tgoto|tgetflag|setupterm|del_curterm)$/, 'libtinfo'],
  [/^(?:libiconv|iconv(?:_open|_close)?$)/, 'libiconv'],
  [/^(?:libintl_\w+|bindtextdomain|bind_textdomain_codeset|textdomain|d?c?n?gettext)$/, 'libintl'],
  [
    /^(?:__)?(?:ns_(?:name|parse|initparse|get|msg)\w*|res_n?(?:init|query|search|send|close)|dn_(?:comp|expand|skipname))$/,
    'libresolv',
  ],
  [/^(?:getaddrinfo_a|gai_(?:error|cancel|suspend))$/, 'libanl'],
  [/^(?:yywrap|yylex)$/, 'libfl'],
  // What newlib asks a board support package for.
  [/^_(?:exit|sbrk|read|write|close|fstat|isatty|lseek|kill|getpid)$/, 'libnosys'],
  [/^(?:readline|add_history|rl_\w+)$/, 'libreadline'],
  [/^j(?:peg)_/, 'libjpeg'],
  [/^png_/, 'libpng'],
];

/** `__imp_zmq_ctx_new`, 32 bit Windows' `_imp__zmq_errno`, Mach-O's leading underscore, versions and PLT marks are not part of the name. */
export const plainSymbol = (symbol: string): string =>
  symbol
    .replace(/^_{1,2}imp__?/, '')
    .replace(/@[@A-Za-z].*$/, '')
    .replace(/^_(?=[a-z](?!Z))/, '')
    .trim();

/** The name without what the demangler, or Visual Studio's undecoration, puts in front of it. */
const bare = (name: string): string =>
  name
    .replace(
      /^(?:(?:typeinfo (?:name )?|vtable |VTT |guard variable |construction vtable )for |non-virtual thunk to )/,
      '',
    )
    .replace(/^"?(?:(?:public|private|protected): )?.{0,120}?__(?:thiscall|cdecl|stdcall|vectorcall) /, '');

const WINSOCK =
  /^(?:accept|bind|connect|listen|recv|recvfrom|send|sendto|select|shutdown|socket|[gs]etsockopt|getsockname|getpeername|hton[ls]|ntoh[ls]|gethostby\w+|getnameinfo|gai_strerrorA?)(?:@\d+)?$/;

/** `google::base::CheckOp...` of `_ZN6google4base7CheckOp...`: the names of a nested one, which is all that a library needs. */
function nestedName(mangled: string): string | null {
  let rest = /^_{1,2}Z(?:T[VISTv]|GV)?N[rVKRO]{0,3}(\d.*)$/.exec(mangled)?.[1] ?? '';
  const names: string[] = [];
  for (let digits = rest.match(/^\d{1,3}/); digits; digits = rest.match(/^\d{1,3}/)) {
    const from = digits[0].length;
    names.push(rest.slice(from, from + Number(digits[0])));
    rest = rest.slice(from + Number(digits[0]));
  }
  return names.length > 1 ? names.join('::') : null;
}

/** The library that a symbol (mangled, demangled or of C) belongs to; null where its name does not say. */
export function libraryOfSymbol(symbol: string): string | null {
  const nested = nestedName(symbol);
  return byName(symbol) ?? (nested && byName(nested));
}

function byName(symbol: string): string | null {
  const name = plainSymbol(symbol);
  // POSIX has these in libc; as import symbols they are Winsock's.
  if (/^_{1,2}imp_/.test(symbol) && WINSOCK.test(name)) return 'ws2_32';
  for (const [pattern, library] of BY_NAME) if (pattern.test(name)) return library;
  const ofWindows = /^_{1,2}imp_/.test(symbol) ? windowsLibrary(name.replace(/@\d+$/, '')) : null;
  if (ofWindows) return ofWindows;
  return libraryOfBeginning(bare(name)) ?? (bare(name).startsWith('boost::') ? 'libboost' : null);
}

/** C++ runtimes: an undefined symbol of theirs is `link.cxx-runtime`. */
export const isCxxRuntime = (library: string | null): boolean =>
  library === 'libstdc++' || library === 'libc++';

/**
 * Functions that came after the oldest release still met in distributions, and those that exist only with drafts.
 * Upstream: libzmq's NEWS and zmq_draft.h, czmq's NEWS and api/*.api (`state = "draft"`).
 */
const LATER_ZMQ =
  /^zmq_(?:has|curve_public|z85_(?:en|de)code|curve_keypair|atomic_counter_\w+|setsockopt_ex|msg_gets?|proxy_steerable|ctx_shutdown|socket_monitor_(?:versioned|pipes_stats)|poller_\w+|join|leave|msg_(?:set_)?(?:group|routing_id)|msg_init_buffer|timers_\w+|ctx_(?:get|set)_ext|connect_peer|disconnect_peer|ppoll|stopwatch_intermediate|threadstart|threadclose|socket_get_peer_state)$/;
const LATER_CZMQ =
  /^(?:zsock_(?:set_)?(?:router_notify|connect_timeout|tcp_maxrt|thread_safe|multicast_maxtpdu|vmci_\w+|use_fd|handshake_ivl|heartbeat_\w+|invert_matching|stream_notify|xpub_\w+|gssapi_\w+|socks_\w+|metadata|loopback_fastpath|zap_enforce_domain|only_first_subscribe|wss_\w+|hello_msg|disconnect_msg|priority|busy_poll|norm_\w+|in_batch_size|out_batch_size|hiccup_msg|topics_count|bindtodevice|type_str|new_\w+_checked)|zhttp_\w+|zosc_\w+|ztrie_\w+|ztimerset_\w+|zargs_\w+|zchunk_unpack|zlistx_unpack|zstr_recv_compress|zstr_str|zcert_(?:new_from_txt|print)|zconfig_(?:remove|str_load))\w*$/;
const DRAFT =
  /^(?:zmq_(?:poller_\w+|join|leave|msg_(?:set_)?(?:group|routing_id)|msg_init_buffer|ctx_(?:get|set)_ext|connect_peer|disconnect_peer|ppoll|socket_monitor_(?:versioned|pipes_stats)|timers_\w+|socket_get_peer_state)|zosc_\w+|ztrie_\w+|zargs_\w+|zhttp_\w+|zproc_\w+|zstr_(?:recv|send)\w*_compress)$/;

/** Whether a missing function of libzmq or libczmq may simply not exist in an older release, or without drafts. */
export const isLaterApi = (symbol: string): boolean =>
  LATER_ZMQ.test(plainSymbol(symbol)) || LATER_CZMQ.test(plainSymbol(symbol));

/** Whether a function exists only in builds with drafts. */
export const isDraftApi = (symbol: string): boolean => DRAFT.test(plainSymbol(symbol));

/** Constants of zmq.h and functions of libraries are the binding's business; the library by a C name in a Go or Rust binding. */
export function libraryOfCName(name: string): string | null {
  if (/^ZMQ_|^zmq_/.test(name)) return 'libzmq';
  if (
    /^(?:CZMQ_|ZSOCK_|ZSYS_|ZFRAME_|ZLISTX?_|Z[A-Z]+_)/.test(name) ||
    /^(?:enum_|struct__?)?z[a-z]+(?:_t|_fn|_\w+)?$/.test(name)
  )
    return 'libczmq';
  return libraryOfSymbol(name.replace(/^(?:struct|enum|union|sizeof)_+/, ''));
}
