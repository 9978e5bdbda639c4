#!/usr/bin/env bash
# Runs the analyzers over real C# that nobody here wrote, fetched into a folder that is never committed.
#
#   eng/corpus.sh [run] [options]    fetch what is missing, analyze every body, write reports/
#   eng/corpus.sh sample [options]   print random reports with their source lines, for reading by eye
#   eng/corpus.sh fix [options]      apply every fix of every report, one at a time, and compile what comes out
#   eng/corpus.sh fuzz [options]     spoil the files, analyze each, apply every fix that is offered
#   eng/corpus.sh compare [options]  say where the reports of two runs differ
#   eng/corpus.sh stress             time and memory of programs of a size that nobody writes
#   eng/corpus.sh trust              write docs/trust.md about the last run
#   eng/corpus.sh fetch              only fetch
#   eng/corpus.sh help               all options
#
# The folder is $CYCLEREF_CORPUS, or corpus/ beside eng/. Any folder put under src/ in it is a body too.
# Fetching needs apt-get, dpkg-dev, npm and NuGet. A source that a registry no longer has is left out with a note.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${CYCLEREF_CORPUS:-$here/../corpus}
mkdir -p "$root/src" "$root/.fetch"
root=$(cd "$root" && pwd)
export CYCLEREF_CORPUS=$root
program=$here/../tests/CycleRef.Corpus

# The build may print; the program's own output stays clean. Each call builds, so that the analyzers are those of this tree.
tool() {
  [[ -n ${built:-} ]] || dotnet build "$program" -c Release -v q -nologo >&2
  built=1
  dotnet exec "$program/bin/CycleRef.Corpus.dll" "$@"
}

note() { echo "corpus: $*" >&2; }

# apt_source PACKAGE: unpacks a Debian source package into tree/, with deb-src switched on for this call only.
apt_source() {
  local package=$1 folder=$root/.fetch/$1 state=$root/.fetch/.apt file top
  local options=(-qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$state/parts" -o "Dir::State::lists=$state/lists"
    -o "Dir::Cache=$state/cache" -o APT::Sandbox::User=root)
  mkdir -p "$folder" "$state"/{parts,lists/partial,cache/archives/partial}
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [[ -s $file ]] || continue
    case $file in
      *.sources) sed 's/^Types: deb$/Types: deb-src/' "$file" >"$state/parts/$(basename "$file")" ;;
      *.list) sed -n 's/^deb /deb-src /p' "$file" >"$state/parts/$(basename "$file")" ;;
    esac
  done
  [[ -e $state/updated ]] || { apt-get "${options[@]}" update && touch "$state/updated"; }
  # The packaging part may be gone while the upstream archive still arrives: that archive is all we need.
  (cd "$folder" && apt-get "${options[@]}" source --download-only "$package" 2>/dev/null) || true
  rm -rf "$folder/tree"
  mkdir "$folder/tree"
  for file in "$folder"/*.orig.tar.*; do
    [[ -e $file ]] || return 1
    tar -x -C "$folder/tree" -f "$file"
  done
  # Most archives have one folder at the top, some have none.
  top=("$folder"/tree/*)
  [[ ${#top[@]} -gt 1 ]] || { mv "${top[0]}" "$folder/top" && rmdir "$folder/tree" && mv "$folder/top" "$folder/tree"; }
}

# take BODY FOLDER...: the C# files of the folders become the body.
take() {
  local body=$1 folder; shift
  rm -rf "$root/.fetch/taking"
  for folder; do
    (cd "$folder" && find . -name '*.cs' -not -path '*/obj/*' -print0 | tar -c --null -T -) | { mkdir -p "$root/.fetch/taking/$(basename "$folder")" &&
      tar -x -C "$root/.fetch/taking/$(basename "$folder")"; }
  done
  mv "$root/.fetch/taking" "$root/src/$body"
}

# listed SOURCES: the files that a list of the mono build names, one a line. Lists include others and use globs.
listed() (
  cd "$(dirname "$1")"
  while read -r line; do
    line=${line%%:*}
    case $line in
      '#include '*) listed "${line#\#include }" ;;
      '' | '#'*) ;;
      *) compgen -G "$line" | xargs -r realpath || true ;;
    esac
  done <"$(basename "$1")"
)

# take_listed BODY TREE SOURCES: the listed files become the body, at their place in the tree.
take_listed() {
  local taking=$root/.fetch/taking
  rm -rf "$taking"
  mkdir "$taking"
  listed "$3" | sort -u | (cd "$2" && xargs realpath --relative-to=. | tar -c -T -) | tar -x -C "$taking"
  mv "$taking" "$root/src/$1"
}

missing() { for body; do [[ -d $root/src/$body ]] || return 0; done; return 1; }

fetch_debian() {
  local at=$root/.fetch
  if missing keepass2; then apt_source keepass2 && take keepass2 "$at"/keepass2/tree/{KeePass,KeePassLib} || note "no keepass2"; fi
  if missing newtonsoft-json-6; then
    apt_source newtonsoft-json && take newtonsoft-json-6 "$at/newtonsoft-json/tree/Src/Newtonsoft.Json" || note "no newtonsoft-json"
  fi
  if missing mono-mcs mono-winforms mono-winforms-broken mono-xml; then
    rm -rf "$root"/src/mono-*
    if apt_source mono; then
      take mono-mcs "$at"/mono/tree/mcs/mcs "$at"/mono/tree/external/ikvm/reflect "$at"/mono/tree/mcs/class/Mono.CompilerServices.SymbolWriter
      take_listed mono-winforms "$at/mono/tree" "$at/mono/tree/mcs/class/System.Windows.Forms/System.Windows.Forms.dll.sources"
      take_listed mono-xml "$at/mono/tree" "$at/mono/tree/mcs/class/System.XML/System.Xml.dll.sources"
      # With its tests and against a framework that it was not written for: tens of thousands of compiler errors to live with.
      take mono-winforms-broken "$at/mono/tree/mcs/class/System.Windows.Forms"
    else
      note "no mono"
    fi
  fi
}

fetch_npm() {
  local pair package body
  for pair in com.cysharp.unitask=unitask com.neuecc.unirx=unirx; do
    package=${pair%=*} body=${pair#*=}
    missing "$body" || continue
    mkdir -p "$root/.fetch/$body"
    (cd "$root/.fetch/$body" && npm pack --silent "$package" >/dev/null && tar -xzf ./*.tgz) && take "$body" "$root/.fetch/$body/package" || note "no $package"
  done
}

fetch_nuget() {
  # The packages are restored even when every body is there: their reference assemblies are what all bodies are compiled against.
  dotnet build "$here/corpus/Packages.csproj" -v q -nologo "-p:CorpusRoot=$root/" >&2
  tool decompile
}

fetch() { fetch_debian; fetch_npm; fetch_nuget; }

case ${1:-run} in
  fetch) fetch ;;
  run | -*) [[ ${1:-} != run ]] || shift; fetch; tool run "$@" ;;
  *) tool "$@" ;;
esac
