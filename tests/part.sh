# What tests/run, tests/thorough and tests/release share. To be sourced.

# part NAME COMMAND...: runs the command, and says how long it took.
part() {
  local name=$1 start=$SECONDS; shift
  printf '\n== %s\n' "$name"
  "$@"
  printf '%s took %d s\n' "$name" $((SECONDS - start))
}

# not_run NAME REASON
not_run() { printf '\n== %s: not run, because %s\n' "$1" "$2"; }

# The packages, in the order in which they are published.
mapfile -t published <tests/published
