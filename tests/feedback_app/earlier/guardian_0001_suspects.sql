CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
insert into _sqlite_migrations values (1, 'luz.guardian', '0001_suspects', '2026-11-22 06:19:50.647403+00:00');
CREATE TABLE form_key (
      key blob primary key,
      content_sha256 blob not null,
      receipt text not null unique,
      day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
    ) strict, without rowid
    ;
insert into form_key values (X'73737373737373737373737373737373', X'19F38959CE38E9B165B8D852FFCE8004D5B353176FEFD6F72D8F819CE58F3A07', '9GAJ-60JH-MCRB', '2026-11-21');
CREATE TABLE suspect (
      suspect_id integer primary key autoincrement,
      key blob not null unique references form_key (key),
      day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      product text not null,
      questionnaire text not null,
      fingerprint text not null,
      language text not null,
      channel text not null,
      sample integer not null check (sample in (0, 1)),
      answers text not null
    ) strict
    ;
insert into suspect values (1, X'73737373737373737373737373737373', '2026-11-21', 'olmo-tienda', 'opinion', '3ea0616d41143e418bdca2bdb9fcca3a5137253ace8d6e7ee838525359a2dd57', 'es', 'web', 0, '{"single": {"satisfaction": "4", "found-it": "2", "recommend": "10"}, "multiple": {"reasons": ["reason:search", "9"]}, "texts": {"comment": "Compre aquí"}}');
CREATE TABLE reason (
      suspect_id integer not null references suspect (suspect_id) on delete cascade,
      reason text not null,
      primary key (suspect_id, reason)
    ) strict, without rowid
    ;
insert into reason values (1, 'trap');
CREATE TABLE decision (
      decision_id integer primary key,
      outcome text not null check (outcome in ('released', 'dropped')),
      person text not null,
      day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      sent_on text not null check (sent_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      product text not null,
      reasons text not null
    ) strict
    ;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
