#!/bin/bash
# Runs a command beside a PostgreSQL of its own: tools/with-postgres.sh COMMAND [ARGUMENT…]
#
# A new cluster in a temporary folder, reachable by a socket in that folder only, gone afterwards.
# The command finds it in DATABASE_URL, which sqlx's test macro reads, and PGBIN, where psql lies.
# It writes without fsync: it holds nothing that anybody would miss.
set -euo pipefail

initdb=$( (ls /usr/lib/postgresql/*/bin/initdb || command -v initdb) 2>/dev/null | sort -V | tail -1)
PGBIN=$(dirname "$initdb")
if [ -z "$initdb" ]; then
    echo "PostgreSQL's server is not installed; on Debian: apt-get install postgresql" >&2
    exit 1
fi

# A short path, because a socket's name may have 107 characters and no more.
folder=$(mktemp -d /tmp/fgs-pg.XXXXXX)
chmod 711 "$folder"
mkdir "$folder/socket"

# initdb refuses to work as root, so there the package's own user does it.
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    chown -R postgres "$folder"
    as_owner() { (cd / && runuser -u postgres -- "$@"); }
fi

stop() {
    as_owner "$PGBIN/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

as_owner "$PGBIN/initdb" --pgdata="$folder/data" --username=folgeskab --auth=trust --encoding=UTF8 --locale=C \
    --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
as_owner "$PGBIN/pg_ctl" --pgdata="$folder/data" --log="$folder/data/log" --wait --silent start --options="\
    -c listen_addresses='' -c unix_socket_directories='$folder/socket' -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB" ||
    { cat "$folder/data/log" >&2; exit 1; }

export PGBIN
export DATABASE_URL="postgres://folgeskab@localhost/postgres?host=$folder/socket"
"$@"
