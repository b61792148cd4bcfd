#!/bin/sh
# Whether two prefixes hold the same product: `bench/products.sh PLAIN OURS`. PLAIN comes from plain-sequence.sh with the
# options that `czmq-setup plan` shows, OURS from `czmq-setup install --prefix OURS`. Needs nm and readelf (binutils) and
# pkg-config. Prints one line for each proof; exit status 1 where one fails.
# shellcheck disable=SC2317 # called by same
set -u
LC_ALL=C
export LC_ALL
if [ $# -ne 2 ] || [ ! -d "$1/lib" ] || [ ! -d "$2/lib" ]; then
  echo "usage: bench/products.sh PLAIN OURS (two prefixes)" >&2
  exit 2
fi
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
status=0

# same WHAT COMMAND: what the command says of either prefix, in which `PREFIX` stands for it
same() {
  what=$1
  shift
  for side in plain ours; do
    [ $side = plain ] && prefix=$plain || prefix=$ours
    "$@" "$prefix" 2>&1 | sed "s|$prefix|PREFIX|g" >"$scratch/$side"
  done
  if cmp -s "$scratch/plain" "$scratch/ours"; then
    echo "equal    $what ($(wc -l <"$scratch/plain" | tr -d ' ') lines)"
  else
    echo "DIFFERS  $what"
    diff "$scratch/plain" "$scratch/ours" | sed 's/^/         /' | head -n 20
    status=1
  fi
}

plain=$(cd "$1" && pwd)
ours=$(cd "$2" && pwd)

# share/czmq-setup is our manifest's place.
files() { (cd "$1" && find . \( -type f -o -type l \) ! -path './share/czmq-setup/*' | sort); }
links() { (cd "$1" && find . -type l -exec sh -c 'for link; do echo "$link $(readlink "$link")"; done' sh {} + | sort); }
modes() { (cd "$1" && find . -type f ! -path './share/czmq-setup/*' -exec stat -c '%a %n' {} + | sort -k 2); }
exported() { nm -D --defined-only "$2/lib/$1.so" | awk '{ print $2, $3 }' | sort; }
# Strong symbols only: which inline functions a compilation leaves behind is the optimiser's business.
archived() { nm --defined-only "$2/lib/$1.a" | awk 'NF == 3 && $2 ~ /^[TDBRC]$/ { print $2, $3 }' | sort; }
wanted() { readelf -d "$2/$1" | sed -n 's/.*\((NEEDED)\|(SONAME)\|(RPATH)\|(RUNPATH)\)/\1/p' | sort; }
asked() {
  PKG_CONFIG_PATH=$2/lib/pkgconfig
  export PKG_CONFIG_PATH
  for option in --modversion --cflags --libs '--static --libs' --print-requires --print-requires-private --print-provides; do
    # shellcheck disable=SC2086
    echo "$option: $(pkg-config $option "$1" | tr -s ' ')"
  done
}
headers() { (cd "$1/include" && find . -name '*.h' -exec cksum {} + | sort -k 3); }
described() { (cd "$1" && find share/zproject -type f -exec cksum {} + 2>/dev/null | sort -k 3); }

same 'file names' files
same 'links' links
same 'modes' modes
same 'headers' headers
same 'API descriptions' described
for library in libzmq libczmq; do
  same "$library.so exports" exported $library
  same "$library.a symbols" archived $library
  same "$library.so needs" wanted lib/$library.so
  same "$library.pc says" asked $library
done
for program in curve_keygen zmakecert; do
  if [ -e "$plain/bin/$program" ]; then same "$program needs" wanted bin/$program; fi
done
exit $status
