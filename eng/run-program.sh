# Sourced by ./mixs, ./mixc and ./mixgen: builds a program when its sources are newer than its last build, then becomes it.
# run_program PROJECT ASSEMBLY ARGUMENTS...
run_program() {
  local project=$1 assembly=$2
  shift 2
  local root stamp program
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  stamp=$root/artifacts/stamps/$assembly
  program=$root/$project/bin/Release/net10.0/$assembly.dll
  mkdir -p "$root/artifacts/stamps"
  if needs_build "$root" "$stamp" "$program"; then
    (
      # One build at a time, whoever asks; the second finds it done. Build output goes to stderr: stdout belongs to the program.
      flock 9
      if needs_build "$root" "$stamp" "$program"; then
        touch "$stamp.started"
        echo "building $assembly ..." >&2
        dotnet build "$root/$project" -c Release -v quiet -nologo --tl:off "-p:WarningLevel=4" >"$stamp.log" 2>&1 \
          || { cat "$stamp.log" >&2; exit 1; }
        mv "$stamp.started" "$stamp"
      fi
    ) 9>"$root/artifacts/stamps/lock" || exit 1
  fi
  exec dotnet "$program" "$@"
}

needs_build() {
  local root=$1 stamp=$2 program=$3
  [ -f "$stamp" ] && [ -f "$program" ] || return 0
  [ -n "$(find "$root/api" "$root/sdk" "$root/generators" "$root/templates" "$root/adapters" "$root/server" "$root/client" "$root/eng" \
      "$root"/Directory.*.* "$root/global.json" \
      \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}
