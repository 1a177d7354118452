CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
insert into _sqlite_migrations values (1, 'luz.acknowledgements', '0001_acknowledgements', '2026-11-22 06:19:50.575899+00:00');
CREATE TABLE acknowledgement (
      id integer primary key,
      person text not null,
      name text not null,
      mail text not null,
      kind text not null check (kind in ('plan', 'organisation', 'procedure')),
      subject text not null,
      version text not null,
      fingerprint text not null check (length(fingerprint) = 64),
      at integer not null
    ) strict
    ;
insert into acknowledgement values (1, 'contact:olmo:jefa', 'Julia', 'julia@olmo.example', 'plan', 'olmo', '2', '1111111111111111111111111111111111111111111111111111111111111111', 1800000000);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX acknowledgement_subject on acknowledgement (kind, subject);
CREATE INDEX acknowledgement_person on acknowledgement (person);
CREATE TRIGGER acknowledgement_never_changes before update on acknowledgement
    begin select raise(abort, 'what was confirmed is not changed'); end;
CREATE TRIGGER acknowledgement_stays before delete on acknowledgement
    begin select raise(abort, 'what was confirmed is not removed'); end;
CREATE TRIGGER acknowledgement_is_not_replaced before insert on acknowledgement
    when exists (select 1 from acknowledgement where id = new.id)
    begin select raise(abort, 'what was confirmed is not replaced'); end;
