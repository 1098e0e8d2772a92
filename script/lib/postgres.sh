# shellcheck shell=bash
# A PostgreSQL server from Debian's packages, in a temporary folder and for the duration
# of one command.

postgres_programs() {
  local folder newest=""
  for folder in /usr/lib/postgresql/*/bin; do
    [ -x "$folder/initdb" ] && newest=$folder
  done
  [ -n "$newest" ] && echo "$newest"
}

install_postgres() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
    fail "PostgreSQL is not installed: install Debian's package postgresql, or run this as root"
  say "Installing Debian's PostgreSQL"
  # Keep the package from starting a server of its own.
  local settings=/etc/postgresql-common/createcluster.conf kept=""
  mkdir -p "${settings%/*}"
  [ -e "$settings" ] && kept=1 || echo "create_main_cluster = false" >"$settings"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends \
    -o Dpkg::Options::=--force-confold postgresql >/dev/null
  [ -n "$kept" ] || sed -i 's/^create_main_cluster = false/#&/' "$settings"
}

# PostgreSQL refuses to run as root.
as_postgres_user() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u "$POSTGRES_USER" -- "$@")
  else
    "$@"
  fi
}

stop_postgres() {
  [ -n "${POSTGRES_FOLDER:-}" ] || return 0
  as_postgres_user "$POSTGRES_PROGRAMS/pg_ctl" -D "$POSTGRES_FOLDER/data" \
    -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$POSTGRES_FOLDER"
  POSTGRES_FOLDER=""
}

# Starts a server and sets POSTGRES_URL. It listens only on a socket in its own folder.
start_postgres() {
  POSTGRES_PROGRAMS=$(postgres_programs) || {
    install_postgres
    POSTGRES_PROGRAMS=$(postgres_programs) || fail "PostgreSQL could not be installed"
  }
  POSTGRES_USER=nobody
  if id postgres >/dev/null 2>&1; then POSTGRES_USER=postgres; fi
  # The length of a socket's path is limited.
  POSTGRES_FOLDER=$(mktemp -d /tmp/postgres.XXXXXX)
  trap stop_postgres EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [ "$(id -u)" = 0 ]; then chown "$POSTGRES_USER" "$POSTGRES_FOLDER"; fi
  as_postgres_user "$POSTGRES_PROGRAMS/initdb" -D "$POSTGRES_FOLDER/data" \
    --username=demo --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
  as_postgres_user "$POSTGRES_PROGRAMS/pg_ctl" -D "$POSTGRES_FOLDER/data" -w \
    -l "$POSTGRES_FOLDER/log" -o "-c listen_addresses='' -k $POSTGRES_FOLDER" start \
    >/dev/null || fail "PostgreSQL does not start: $(cat "$POSTGRES_FOLDER/log")"
  as_postgres_user "$POSTGRES_PROGRAMS/createdb" -h "$POSTGRES_FOLDER" -U demo recorder
  # shellcheck disable=SC2034  # the commands use it
  POSTGRES_URL="postgresql://demo@/recorder?host=$POSTGRES_FOLDER"
}
