/**
 * Development packages of libraries that are none of the stack's: C builds at large stop for want of them. The names
 * are the distributions' own.
 */
const MANAGERS = ['apt', 'dnf', 'apk', 'pacman', 'zypper', 'brew'] as const;

/** Names without a leading `lib`; the headers; the packages in the order of MANAGERS. */
const LIBRARIES: readonly (readonly [names: RegExp, headers: RegExp, packages: string])[] = [
  [
    /^(?:openssl|ssl|crypto)$/,
    /^openssl\//,
    'libssl-dev openssl-devel openssl-dev openssl libopenssl-devel openssl@3',
  ],
  [/^(?:z|zlib)$/, /^z(?:lib|conf)\.h$/, 'zlib1g-dev zlib-devel zlib-dev zlib zlib-devel zlib'],
  [
    /^(?:n?cursesw?|tinfo)$/,
    /^(?:ncursesw?\/)?(?:n?curses|term)\.h$/,
    'libncurses-dev ncurses-devel ncurses-dev ncurses ncurses-devel ncurses',
  ],
  [
    /^readline$/,
    /^readline\//,
    'libreadline-dev readline-devel readline-dev readline readline-devel readline',
  ],
  [/^xml-?2(?:\.0)?$/, /^libxml2?\//, 'libxml2-dev libxml2-devel libxml2-dev libxml2 libxml2-devel libxml2'],
  [
    /^event(?:_\w+)?$/,
    /^event2?(?:\/|\.h$)/,
    'libevent-dev libevent-devel libevent-dev libevent libevent-devel libevent',
  ],
  [/^uv$/, /^uv\.h$/, 'libuv1-dev libuv-devel libuv-dev libuv libuv-devel libuv'],
  [
    /^protobuf(?:-lite)?$/,
    /^google\/protobuf\//,
    'libprotobuf-dev protobuf-devel protobuf-dev protobuf protobuf-devel protobuf',
  ],
  [/^sqlite3?$/, /^sqlite3\.h$/, 'libsqlite3-dev sqlite-devel sqlite-dev sqlite sqlite3-devel sqlite'],
  [
    /^(?:glib|gio|gobject|gmodule|gthread)-2\.0$/,
    /^(?:glib|gio|gobject)(?:-object)?(?:\/|\.h$)/,
    'libglib2.0-dev glib2-devel glib-dev glib2 glib2-devel glib',
  ],
  [/^ffi$/, /^ffi\.h$/, 'libffi-dev libffi-devel libffi-dev libffi libffi-devel libffi'],
  [/^expat$/, /^expat\.h$/, 'libexpat1-dev expat-devel expat-dev expat libexpat-devel expat'],
  [/^(?:bz2|bzip2)$/, /^bzlib\.h$/, 'libbz2-dev bzip2-devel bzip2-dev bzip2 libbz2-devel bzip2'],
  [/^lzma$/, /^lzma\.h$/, 'liblzma-dev xz-devel xz-dev xz xz-devel xz'],
  [/^zstd$/, /^zstd\.h$/, 'libzstd-dev libzstd-devel zstd-dev zstd libzstd-devel zstd'],
  [/^gmp$/, /^gmp\.h$/, 'libgmp-dev gmp-devel gmp-dev gmp gmp-devel gmp'],
  [/^pcre2(?:-\d+)?$/, /^pcre2\.h$/, 'libpcre2-dev pcre2-devel pcre2-dev pcre2 pcre2-devel pcre2'],
  [/^yaml(?:-0\.1)?$/, /^yaml\.h$/, 'libyaml-dev libyaml-devel yaml-dev libyaml libyaml-devel libyaml'],
  [/^json-c$/, /^json-c\//, 'libjson-c-dev json-c-devel json-c-dev json-c libjson-c-devel json-c'],
  [/^jansson$/, /^jansson\.h$/, 'libjansson-dev jansson-devel jansson-dev jansson libjansson-devel jansson'],
  [/^gnutls$/, /^gnutls\//, 'libgnutls28-dev gnutls-devel gnutls-dev gnutls libgnutls-devel gnutls'],
  [
    /^usb-1\.0$/,
    /^libusb(?:-1\.0\/|\.h$)/,
    'libusb-1.0-0-dev libusb1-devel libusb-dev libusb libusb-1_0-devel libusb',
  ],
  [/^x11$/, /^X11\//, 'libx11-dev libX11-devel libx11-dev libx11 libX11-devel libx11'],
  [/^cppzmq$/, /^zmq(?:_addon)?\.hpp$/, 'cppzmq-dev cppzmq-devel cppzmq cppzmq cppzmq-devel cppzmq'],
];

/** Tools whose package has another name on each system. */
const TOOLS: Readonly<Record<string, string>> = {
  autopoint: 'autopoint gettext-devel gettext-dev gettext gettext-tools gettext',
  pip: 'python3-pip python3-pip py3-pip python-pip python3-pip python',
  xsltproc: 'xsltproc libxslt libxslt libxslt libxslt-tools libxslt',
};

/** What each package manager (by its id) calls the package. */
export type PackagesByManager = Readonly<Record<string, string>>;

function byManager(packages: string | undefined): PackagesByManager | null {
  if (packages === undefined) return null;
  const names = packages.split(' ');
  const all = Object.fromEntries(MANAGERS.map((manager, at) => [manager, names[at]!]));
  return { ...all, yum: all.dnf! };
}

/** The packages of a tool; null where a capability or one name for all systems stands for it. */
export const packagesOfTool = (tool: string): PackagesByManager | null => byManager(TOOLS[tool]);

/** The packages of a library, by its name in any of a finding's spellings; null where it is not known. */
export const packagesOfLibrary = (library: string): PackagesByManager | null => {
  const name = library.toLowerCase().replace(/^lib/, '');
  return byManager(LIBRARIES.find(([names]) => names.test(name))?.[2]);
};

/** The packages that bring a header. */
export const packagesOfHeader = (header: string): PackagesByManager | null =>
  byManager(LIBRARIES.find(([, headers]) => headers.test(header))?.[2]);
