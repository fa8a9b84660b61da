# What the commands behind the Makefile share: folders, one line of progress per stage, and installing what is missing.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Build output stays outside the clone, one folder per kind of build, so that their features never mix.
cache="$HOME/.cache/greenroom"
target="${CARGO_TARGET_DIR:-$cache/target}"
if [ "$target" = "$cache/target" ]; then base="$cache"; else base="$target"; fi
tools="$base/tools"
browser="$base/browser"
logs="$base/logs"
site="${GREENROOM_SITE:-$target/site}"
mkdir -p "$logs"
unset CARGO_TARGET_DIR

times=()
failed=()

seconds() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'; }

# stage NAME COMMAND..: one line while it runs and when it is done; its output only when it fails. A failure ends everything.
stage() {
  if ! try "$@"; then exit 1; fi
}

# try NAME COMMAND..: as stage, but a failure is remembered and the next stage still runs.
try() {
  local name="$1" begun="$EPOCHREALTIME" log took
  shift
  log="$logs/$(tr -c 'a-z0-9\n' '-' <<<"${name,,}").log"
  printf '%-42s' "$name"
  if "$@" >"$log" 2>&1; then
    took="$(seconds "$begun")"
    printf '%8s s\n' "$took"
    times+=("$took $name")
    return 0
  fi
  took="$(seconds "$begun")"
  printf '%8s s  FAILED\n' "$took"
  times+=("$took $name (failed)")
  failed+=("$name")
  tail -n "${TAIL:-100}" "$log"
  echo "The whole output is in $log"
  return 1
}

# packages WORD=PACKAGE..: installs the Debian packages whose command is missing, or says in one line what to do.
packages() {
  local missing=() pair
  for pair in "$@"; do
    has "${pair%%=*}" || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  # shellcheck disable=SC2207
  missing=($(printf '%s\n' "${missing[@]}" | sort -u))
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    # A person may type the password of sudo; a script cannot.
    if ! has sudo || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
      echo "missing: ${missing[*]} — run: sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
    as=(sudo)
  fi
  if ! has apt-get; then
    echo "missing: ${missing[*]} — install them with the package manager of this system" >&2
    exit 1
  fi
  stage "install ${missing[*]}" install_packages "${missing[@]}"
}

install_packages() {
  local env=(env DEBIAN_FRONTEND=noninteractive)
  "${as[@]}" "${env[@]}" apt-get install -y --no-install-recommends "$@" && return 0
  "${as[@]}" apt-get update && "${as[@]}" "${env[@]}" apt-get install -y --no-install-recommends "$@"
}

# A command on the path, or one of PostgreSQL's, which Debian keeps elsewhere.
has() {
  case "$1" in
    initdb) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# What every build needs.
need_rust() {
  if ! has cargo || ! has rustup; then
    echo "missing: Rust — install rustup from https://rustup.rs, open a new shell, and try again" >&2
    exit 1
  fi
  packages cc=build-essential
  if ! rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; then
    stage "install the WebAssembly target" rustup target add wasm32-unknown-unknown
  fi
}

# Program that turns the browser half and the styles into small files.
build_bundler() { CARGO_TARGET_DIR="$tools" cargo build --locked -p bundle --profile tool; }
bundler="$tools/tool/bundle"

# The browser half of each island, and from them the site. The argument is a cargo profile.
islands=(desk scorecard)
build_browser() {
  local wasm=(cargo build --locked --target wasm32-unknown-unknown --profile "$1") island
  # In one build cargo gives each the islands of all: right for development, too large to send.
  if [ "$1" = dev ]; then
    CARGO_TARGET_DIR="$browser" "${wasm[@]}" "${islands[@]/#/-pclient-}"
    return
  fi
  for island in "${islands[@]}"; do
    CARGO_TARGET_DIR="$browser" "${wasm[@]}" -p "client-$island" || return 1
  done
}
bundle() {
  local folder="$1" out="$2" island halves=()
  shift 2
  for island in "${islands[@]}"; do
    halves+=(--island "$island=$browser/wasm32-unknown-unknown/$folder/client_$island.wasm")
  done
  "$bundler" "${halves[@]}" --loader app/client/islands.js --style style --out "$out" "$@"
}

build_site() {
  stage "bundler" build_bundler
  stage "browser half" build_browser wasm-release
  stage "site and its budgets" bundle wasm-release "$site"
}

# The server with the site inside. The argument is a cargo profile.
build_server() {
  local which=(-p greenroom)
  # Beside the tests the server shares their features, so that nothing is compiled twice.
  [ "$1" = dev ] && which=(--bin greenroom)
  CARGO_TARGET_DIR="$target" GREENROOM_SITE="$site" cargo build --locked "${which[@]}" --profile "$1"
}
