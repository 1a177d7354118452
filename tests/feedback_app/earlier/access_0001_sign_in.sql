CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
insert into _sqlite_migrations values (1, 'luz.access', '0001_sign_in', '2026-11-22 06:19:50.507365+00:00');
CREATE TABLE session (
            secret_hash blob primary key,
            name text not null unique,
            person text not null,
            mail text not null,
            browser text not null,
            created_at integer not null,
            seen_at integer not null
        ) strict, without rowid
        ;
insert into session values (X'84E136635D8D4B0D8F01A3FF6D7D772DE167B1ABB4B1DE89FE85272D391B9ABA', '47c3cd9a51881094', 'contact:olmo:jefa', 'julia@olmo.example', 'Firefox · Linux', 1800000000, 1800000000);
CREATE TABLE asked (
            browser_hash blob primary key,
            destination text not null,
            wrong_codes integer not null default 0,
            created_at integer not null
        ) strict, without rowid
        ;
CREATE TABLE link (
            token_hash blob primary key,
            browser_hash blob not null references asked on delete cascade,
            code_hash blob not null,
            person text not null,
            mail text not null
        ) strict, without rowid
        ;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX session_person on session (person);
CREATE INDEX link_browser on link (browser_hash);
