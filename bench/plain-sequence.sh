#!/bin/sh
# The sequence of the guides, the base of all our figures: `bench/plain-sequence.sh PREFIX WORK LIBZMQ CZMQ`.
# LIBZMQ and CZMQ are git addresses or folders, or archives, of which a repository is made first (outside the time that
# cold-install.mjs takes: it hands over repositories). LIBZMQ_OPTIONS and CZMQ_OPTIONS go to configure: with the options
# that `czmq-setup plan` shows, the prefix is the one to compare ours with (products.sh).
set -eu
if [ $# -ne 4 ]; then
  echo "usage: bench/plain-sequence.sh PREFIX WORK LIBZMQ CZMQ" >&2
  exit 2
fi
prefix=$1
work=$2
mkdir -p "$work"

# repository NAME SOURCE: prints the address to clone
repository() {
  if [ ! -f "$2" ]; then
    echo "$2"
    return
  fi
  mkdir -p "$work/$1.origin"
  tar -xf "$2" -C "$work/$1.origin" --strip-components=1
  git -C "$work/$1.origin" init -q
  git -C "$work/$1.origin" add -A -f
  git -C "$work/$1.origin" -c user.name=bench -c user.email=bench@localhost commit -q -m "$1"
  echo "file://$work/$1.origin"
}

# library NAME SOURCE OPTIONS
library() {
  git clone -q "$(repository "$1" "$2")" "$work/$1"
  cd "$work/$1"
  if [ -x autogen.sh ]; then
    ./autogen.sh
  else
    # What autogen.sh does; a release archive lacks it.
    mkdir -p config
    autoreconf --install --force --verbose -I config
  fi
  # shellcheck disable=SC2086
  ./configure --prefix="$prefix" $3
  make -j4
  make install
}

(library libzmq "$3" "${LIBZMQ_OPTIONS-}")
PKG_CONFIG_PATH=$prefix/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH
(library czmq "$4" "${CZMQ_OPTIONS-}")
