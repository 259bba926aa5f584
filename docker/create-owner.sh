#!/bin/sh
# Runs once, when the database is made: the role that owns the schema, which is no superuser.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --set=password="$OWNER_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE collegium_owner LOGIN CREATEROLE NOSUPERUSER PASSWORD :'password';
GRANT CONNECT, CREATE ON DATABASE :"DBNAME" TO collegium_owner;
GRANT USAGE, CREATE ON SCHEMA public TO collegium_owner WITH GRANT OPTION;
SQL
