#!/bin/sh
# Stands by while a database server runs: reads a pipe that our process holds. When that process dies, however it dies,
# the pipe ends, and this stops the server that nobody else can stop any more. A shell and not Node: it rests in half
# a megabyte and is there in a millisecond. It acts only on the process it was told of, never on a later server of the
# same folder.
#
# $1 the signal that stops the server; $2 a folder to remove afterwards, or nothing.
# Lines read: "done" calls it off; a number is the process to stop from now on; "none" means there is none.
trap '' HUP INT TERM
pid=
while read -r line; do
  case "$line" in
    done) exit 0 ;;
    none) pid= ;;
    *) pid=$line ;;
  esac
done

if [ -n "$pid" ] && kill "-$1" "$pid" 2>/dev/null; then
  waited=0
  while [ "$waited" -lt 20 ] && kill -0 "$pid" 2>/dev/null; do
    sleep 0.5
    waited=$((waited + 1))
  done
  # What must be kept is left to end in its own time; what is thrown away anyway is not.
  if [ -n "$2" ]; then kill -KILL "$pid" 2>/dev/null; fi
fi
if [ -n "$2" ]; then rm -rf "$2"; fi
exit 0
