import type { Capability } from '../../core/capability.ts';

/** Programs that come with another tool, under whose name the table of codes has them. */
const PARENT: Readonly<Record<string, string>> = {
  autoreconf: 'autoconf',
  autoheader: 'autoconf',
  autom4te: 'autoconf',
  autoscan: 'autoconf',
  autoupdate: 'autoconf',
  autoconf: 'autoconf',
  aclocal: 'automake',
  automake: 'automake',
  libtoolize: 'libtool',
  glibtoolize: 'libtool',
  libtool: 'libtool',
  glibtool: 'libtool',
  ltdl: 'libtool',
  gmake: 'make',
  make: 'make',
  pkgconf: 'pkg-config',
  'pkg-config': 'pkg-config',
  'ninja-build': 'ninja',
  cmake3: 'cmake',
  python: 'python3',
  pip3: 'pip',
  'c++': 'g++',
  cc1plus: 'g++',
  cc1: 'gcc',
  CXX: 'g++',
};

/** The tool's name as findings spell it: no path, no version suffix, no `.exe`. */
export function toolName(word: string): string {
  const name = word
    .trim()
    .replace(/^["'([]+|["')\],.:;]+$/g, '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.exe$/i, '');
  const bare =
    /^(?:aclocal|automake|autoconf|autoheader|gcc|g\+\+|clang|clang\+\+|python|pip|libtool|go)-?\d[\w.]*$/.test(
      name,
    )
      ? name.replace(/-?\d[\w.]*$/, '')
      : name;
  return PARENT[bare] ?? bare;
}

const CAPABILITY: Readonly<Record<string, Capability>> = {
  gcc: 'c-compiler',
  cc: 'c-compiler',
  clang: 'c-compiler',
  ld: 'c-compiler',
  as: 'c-compiler',
  ar: 'c-compiler',
  'g++': 'c++-compiler',
  'clang++': 'c++-compiler',
  make: 'make',
  cmake: 'cmake',
  ninja: 'ninja',
  git: 'git',
  autoconf: 'autoconf',
  automake: 'automake',
  libtool: 'libtool',
  'pkg-config': 'pkg-config',
  ldconfig: 'ldconfig',
  curl: 'downloader',
  wget: 'downloader',
  go: 'go',
  python3: 'python3',
};

/** Tools whose package is called as they are by apt, dnf, apk, pacman, zypper and Homebrew alike. */
const SAME_NAME =
  /^(?:m4|perl|sed|grep|meson|bison|flex|gperf|swig|doxygen|asciidoc|asciidoctor|xmlto|gettext|patch|unzip|zip|bzip2|zstd|clang|lld|ccache|gdb|valgrind|strace|rsync|file|gawk|dos2unix|gnupg|subversion|mercurial|nasm|yasm|cppcheck|lcov|help2man|texinfo|sudo|bash|nodejs|tcl|tcsh|zsh|jq|patchelf|intltool)$/;

/** The package of a tool that no capability stands for; null where its name differs by system. */
export const packageOfTool = (tool: string): string | null =>
  SAME_NAME.test(tool)
    ? tool
    : ({
        awk: 'gawk',
        makeinfo: 'texinfo',
        svn: 'subversion',
        hg: 'mercurial',
        msgfmt: 'gettext',
        intltoolize: 'intltool',
        yacc: 'bison',
        lex: 'flex',
      }[tool] ?? null);

/** What a package manager is asked for to get a tool. */
export const capabilityOfTool = (tool: string): Capability | null => CAPABILITY[tool] ?? null;

/** Tools that a build of the stack, or of what is built on it, calls. Other words before "command not found" are no concern of ours. */
const BUILD_TOOLS =
  /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|cpp|ld|ld\.\w+|as|ar|ranlib|nm|strip|objcopy|readelf|ldd|make|gmake|cmake|ctest|ninja|meson|git|svn|hg|autoconf|automake|libtool|pkg-config|m4|gm4|perl|python\d?(?:\.\d+)?|pip|go|gofmt|cargo|rustc|rustup|node|npm|npx|yarn|pnpm|node-gyp|java|javac|javah|ant|mvn|gradle|gettext|autopoint|msgfmt|makeinfo|asciidoc|asciidoctor|xmlto|a2x|bison|flex|yacc|lex|sed|awk|gawk|file|patch|tar|gzip|gunzip|bzip2|bunzip2|xz|unxz|zstd|unzip|zip|curl|wget|which|ldconfig|sudo|doas|su|apt|apt-get|yum|dnf|apk|pacman|zypper|brew|port|pkg|rpm|dpkg|swig|cython|doxygen|gprof|valgrind|nasm|yasm|tcsh|csh|bash|zsh|sh|env|install|install_name_tool|otool|lipo|xcrun|xcodebuild|nmake|msbuild|cl|link|vcpkg|conan|docker|gsl|zproject|lcov|php|phpize|ruby|gem|bundle|dotnet|erl|rebar3?|ghc|cabal|stack|R|Rscript|julia|lua|luarocks|mix|sbt|nvcc|protoc|cppcheck|gdb|lldb|strace|dos2unix|rsync|cpio|lsb_release|uuidgen|nproc|realpath|envsubst|sphinx-build|help2man|txt2man|pod2man|docbook2man|gnat\w*|gprbuild|gfortran|f77|ccache|distcc|bear|mold|lld|x86_64-\S+|aarch64-\S+|arm-\S+|mips\S*-\S+|i[3-6]86-\S+|\w[\w.]{0,20}(?:-[\w.]{1,20}){0,4}-(?:gcc|g\+\+|cc|c\+\+|ld|as|ar|ranlib|objcopy|objdump|strip|nm|size|gdb))$/;

/** Generators, packagers and bundled helpers that big projects and desktops call while they build. */
const HELPERS =
  /^(?:gtkdocize|gtkdoc-\w+|intltoolize|intltool-\w+|itstool|glib-(?:genmarshal|mkenums|compile-\w+|gettextize)|gdbus-codegen|g-ir-\w+|vapigen|valac|wayland-scanner|moc|uic|rcc|qmake6?|lrelease|lupdate|xsltproc|xmllint|rpcgen|rpmbuild|rpmdev-\w+|dh_\w+|debuild|dpkg-\w+|debhelper|fakeroot|pdflatex|latex|latexmk|dot|dtc|mkimage|bc|capnpc?|flatc|thrift|ragel|re2c|gperf|xxd|hexdump|mkoctfile|scons|waf|bazel|bazelisk|buck2?|glslangValidator|glslc|xgettext|msgmerge|uv|poetry|hatch|maturin|cbindgen|bindgen|wasm-pack|emcc|emcmake|emmake|emconfigure|icc|icpc|icx|ifort|mpicc|mpic\+\+|mpicxx|mpif90|hipcc|clang-format|clang-tidy|bpftool|llvm-config|llvm-\w+|patchelf|chrpath|diffstat|texi2html|rst2man|groff|soelim|convert|inkscape|rsvg-convert|sassc|ndk-build|sdkmanager|adb|pod|carthage|swift|xcodegen|nix|nix-build|spack|module|colcon|catkin_make|rosdep|west|idf\.py|platformio|pio)$/;

/** What manages environments, and the notebooks that talk over ZeroMQ: installed apart, and often outside PATH. */
const ENVIRONMENTS =
  /^(?:conda|mamba|micromamba|poetry|pipenv|pipx|uv|virtualenv|pyenv|nvm|rbenv|jupyter(?:-\w{1,20})?|ipython3?|iruby|ijs|salt-(?:minion|master|call))$/;

/** Whether a word that a shell does not find is a tool of building. */
export const isBuildTool = (tool: string): boolean =>
  BUILD_TOOLS.test(tool) || HELPERS.test(tool) || ENVIRONMENTS.test(tool);
