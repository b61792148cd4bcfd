#!/bin/sh
# Whether upstream's own suites end alike with each prefix: `bench/upstream-suites.sh LIBZMQ_BUILD CZMQ_BUILD PREFIX PREFIX`.
# The build folders are those of plain-sequence.sh, after `make check TESTS=` in the first. Their test programs are run
# with each prefix's shared libraries; the unit tests of libzmq are linked with its static one. Prints what did not pass;
# exit status 1 where the prefixes differ.
set -u
if [ $# -ne 4 ]; then
  echo "usage: bench/upstream-suites.sh LIBZMQ_BUILD CZMQ_BUILD PREFIX PREFIX" >&2
  exit 2
fi
libzmq=$(cd "$1" && pwd)
czmq=$(cd "$2" && pwd)
shift 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
# Upstream's own limit for a test is 60 s; a busy machine gets more.
limit=180

# outcome NAME COMMAND...: 77 is Automake's word for "skipped"
outcome() {
  name=$1
  shift
  timeout "$limit" "$@" >"$scratch/output" 2>&1
  case $? in
    0) echo "passed $name" ;;
    77) echo "skipped $name" ;;
    124) echo "TIMEOUT $name" ;;
    *) echo "FAILED $name" ;;
  esac
}

suites() {
  prefix=$1
  LD_LIBRARY_PATH=$prefix/lib
  export LD_LIBRARY_PATH
  cd "$libzmq" || exit 2
  for program in tests/.libs/test_*; do
    if ldd "$program" | grep -q "libzmq.so.5 => $prefix/"; then
      outcome "${program##*/}" "$program"
    else
      echo "FAILED ${program##*/} (takes another libzmq)"
    fi
  done
  for object in unittests/*.o; do
    program=$scratch/${object##*-}
    PKG_CONFIG_PATH=$prefix/lib/pkgconfig
    export PKG_CONFIG_PATH
    # shellcheck disable=SC2046
    if c++ -o "$program" "$object" tests/libtestutil.a external/unity/libunity.a "$prefix/lib/libzmq.a" \
      $(pkg-config --libs --static libzmq | sed 's/-lzmq//') 2>"$scratch/link"; then
      outcome "${object##*-} (static)" "$program"
    else
      echo "FAILED ${object##*-} (does not link)"
    fi
  done
  cd "$czmq" || exit 2
  mkdir -p src/selftest-rw
  outcome czmq_selftest env ZSYS_INTERFACE=lo src/.libs/czmq_selftest
}

side=0
for prefix; do
  side=$((side + 1))
  (suites "$(cd "$prefix" && pwd)") >"$scratch/$side"
  echo "$prefix: $(grep -c '^passed' "$scratch/$side") passed, $(grep -c '^skipped' "$scratch/$side") skipped"
  grep '^[A-Z]' "$scratch/$side"
done
if cmp -s "$scratch/1" "$scratch/2"; then
  echo "equal"
else
  diff "$scratch/1" "$scratch/2"
  exit 1
fi
