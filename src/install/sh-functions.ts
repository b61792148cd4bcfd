/**
 * The part of every script that does not depend on the plan: POSIX sh, for dash and busybox ash too. Exit codes are
 * those of the tool itself.
 */
export const SH_FUNCTIONS = `say() { printf '%s\\n' "$*" >&2; }
die() { code=$1; shift; say "error: $*"; exit "$code"; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root: as it is, or through sudo or doas.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif have sudo; then sudo -- "$@"
  elif have doas; then doas -- "$@"
  else die 3 "root is needed, and neither sudo nor doas is to be had: $*"
  fi
}

# Runs a command with the rights that the prefix asks for.
for_prefix() {
  if [ "$prefix_needs_root" = yes ]; then as_root "$@"; else "$@"; fi
}

digest() {
  if have sha256sum; then sha256sum "$1" | cut -d ' ' -f 1
  elif have shasum; then shasum -a 256 "$1" | cut -d ' ' -f 1
  else openssl dgst -sha256 "$1" | sed 's/.* //'
  fi
}

# download URL FILE
download() {
  case $1 in
    file://*) cp "\${1#file://}" "$2" ;;
    *)
      if have curl; then curl -fsSL --connect-timeout 10 --retry 1 --max-time 600 -o "$2" "$1"
      elif have wget; then wget -q -T 30 -O "$2" "$1"
      else return 1
      fi
      ;;
  esac
}

# from_url SHA256 URL: an archive becomes $archive, if its digest is the pinned one (- : not pinned).
from_url() {
  say "  trying $2"
  download "$2" "$work/download" || return 1
  if [ "$1" != - ] && [ "$(digest "$work/download")" != "$1" ]; then
    die 5 "$2 is not the file that was pinned (sha256 $1); nothing was used"
  fi
  archive=$work/download
}

# The base addresses that apt is configured with.
apt_mirrors() {
  {
    sed -n 's/^[Uu][Rr][Ii][Ss]:[[:space:]]*//p' /etc/apt/sources.list.d/*.sources
    sed -n 's/^deb[[:space:]]\\{1,\\}\\(\\[[^]]*\\][[:space:]]\\{1,\\}\\)\\{0,1\\}\\([^[:space:]]*\\).*/\\2/p' \\
      /etc/apt/sources.list /etc/apt/sources.list.d/*.list
  } 2>/dev/null | tr -s '[:blank:]' '[\\n*]' | sed 's,/*$,,' | awk 'NF && !seen[$0]++' || :
}

# from_pool SHA256 COMPONENT PATH: the same from the machine's own package mirror.
from_pool() {
  for base in $(apt_mirrors); do
    if from_url "$1" "$base/pool/$2/$3"; then return 0; fi
  done
  return 1
}

# Where git did not get through once, the next library does not wait for it again.
git_failed=no

# from_git URL REF COMMIT SOURCE: a shallow checkout becomes SOURCE (COMMIT - : not pinned).
from_git() {
  have git && [ "$git_failed" = no ] || return 1
  say "  trying git, $1"
  rm -rf "$4"
  git init -q "$4" || return 1
  patience=
  have timeout && patience='timeout 60'
  # shellcheck disable=SC2086
  GIT_TERMINAL_PROMPT=0 $patience git -C "$4" fetch -q --depth 1 "$1" "$2" || {
    rm -rf "$4"
    git_failed=yes
    return 1
  }
  git -C "$4" -c advice.detachedHead=false checkout -q FETCH_HEAD || return 1
  if [ "$3" != - ] && [ "$(git -C "$4" rev-parse HEAD)" != "$3" ]; then
    die 5 "$1 $2 is not the commit that was pinned ($3); nothing was used"
  fi
  rm -rf "$4/.git"
}

# unpack SOURCE: the one folder in $archive becomes SOURCE.
unpack() {
  rm -rf "$work/unpacked"
  mkdir "$work/unpacked"
  tar -xzof "$archive" -C "$work/unpacked"
  set -- "$1" "$work"/unpacked/*
  [ $# -eq 2 ] || die 4 "$archive holds more than one folder"
  mv "$2" "$1"
}

# substitute FILE FROM TO: literal text, every occurrence.
substitute() {
  [ -f "$1" ] || return 0
  FROM=$2 TO=$3 awk '{
    out = ""
    rest = $0
    while ((at = index(rest, ENVIRON["FROM"])) > 0) {
      out = out substr(rest, 1, at - 1) ENVIRON["TO"]
      rest = substr(rest, at + length(ENVIRON["FROM"]))
    }
    print out rest
  }' "$1" > "$work/substituted"
  cat "$work/substituted" > "$1"
}

# Copies a staged tree into the prefix. Files are replaced, not written into: a program may be using them.
into_prefix() {
  # shellcheck disable=SC2016
  for_prefix sh -c '
    set -eu
    umask 022
    cd "$1"
    find . -type d | while IFS= read -r folder; do mkdir -p "$2/$folder"; done
    find . ! -type d | while IFS= read -r file; do
      rm -f "$2/$file"
      cp -P -p "$file" "$2/$file"
      [ -L "$2/$file" ] || [ "$(id -u)" -ne 0 ] || chown 0:0 "$2/$file"
    done
  ' sh "$1" "$prefix"
}`;
