CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
insert into _sqlite_migrations values (1, 'luz.feedback', '0001_answers', '2026-11-22 11:11:10.417698+00:00');
insert into _sqlite_migrations values (2, 'luz.feedback', '0002_frozen', '2026-11-22 11:11:10.419291+00:00');
insert into _sqlite_migrations values (3, 'luz.feedback', '0003_archived', '2026-11-22 11:11:10.421684+00:00');
insert into _sqlite_migrations values (4, 'luz.feedback', '0004_guarded', '2026-11-22 11:11:10.424406+00:00');
CREATE TABLE product (
      product_id integer primary key,
      slug text not null unique,
      name text not null,
      client text,
      client_name text
    ) strict
    ;
insert into product values (1, 'oficio-web', 'Sitio de Oficio', NULL, NULL);
insert into product values (2, 'olmo-tienda', 'Tienda de Olmo', 'olmo', 'Bodegas Olmo');
CREATE TABLE questionnaire (
      questionnaire_id integer primary key,
      slug text not null,
      version integer not null,
      sha256 text not null,
      name text not null,
      definition text not null,
      first_day text not null, frozen integer not null default 0 check (frozen in (0, 1)), archived_until text, promised text not null default '[]',
      unique (slug, version, sha256)
    ) strict
    ;
insert into questionnaire values (1, 'opinion', 1, '3ea0616d41143e418bdca2bdb9fcca3a5137253ace8d6e7ee838525359a2dd57', 'Su opinión · v1', '{"id":"opinion","version":1,"languages":["es","en"],"title":{"es":"Su opinión","en":"Your opinion"},"introduction":{"es":"Dos preguntas.","en":"Two questions."},"notice":{"es":"Guardamos solo el día.","en":"We keep the day only."},"thanks":{"es":"Gracias.","en":"Thank you."},"retention":{"responses":"3 years","comments":"1 years"},"threshold":{"score":5,"distribution":8,"comments":8},"questions":[{"id":"satisfaction","text":{"es":"¿Cómo valora la web?","en":"How do you rate the site?"},"hint":null,"required":true,"ask_if":null,"kind":"scale","points":[{"value":5,"label":{"es":"Muy bien","en":"Very good"}},{"value":4,"label":{"es":"Bien","en":"Good"}},{"value":1,"label":{"es":"Muy mal","en":"Very bad"}}],"metric":"csat","good_from":4},{"id":"found-it","text":{"es":"¿Encontró lo que buscaba?","en":"Did you find it?"},"hint":null,"required":false,"ask_if":null,"kind":"choice","options":[{"value":3,"label":{"es":"Sí","en":"Yes"}},{"value":2,"label":{"es":"En parte","en":"In part"}},{"value":1,"label":{"es":"No","en":"No"}}]},{"id":"reasons","text":{"es":"¿Qué falló?","en":"What went wrong?"},"hint":{"es":"Puede marcar varias.","en":"Tick any."},"required":true,"ask_if":{"question":"found-it","any_of":[1,2]},"kind":"multiple_choice","options":[{"value":9,"label":{"es":"Otra cosa","en":"Something else"}}],"product_reasons":true},{"id":"recommend","text":{"es":"¿Nos recomendaría?","en":"Would you recommend us?"},"hint":null,"required":false,"ask_if":null,"kind":"nps","lowest":{"es":"Nada probable","en":"Not at all likely"},"highest":{"es":"Muy probable","en":"Very likely"}},{"id":"comment","text":{"es":"¿Qué mejoraría?","en":"What to improve?"},"hint":null,"required":false,"ask_if":null,"kind":"text","max_length":40}]}', '2020-02-29', 1, '2020-02-29', '[]');
CREATE TABLE question (
      question_id integer primary key,
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      position integer not null,
      key text not null,
      kind text not null,
      metric text,
      good_from integer,
      text text not null,
      unique (questionnaire_id, key)
    ) strict
    ;
insert into question values (1, 1, 1, 'satisfaction', 'scale', 'csat', 4, '¿Cómo valora la web?');
insert into question values (2, 1, 2, 'found-it', 'choice', NULL, NULL, '¿Encontró lo que buscaba?');
insert into question values (3, 1, 3, 'reasons', 'multiple_choice', NULL, NULL, '¿Qué falló?');
insert into question values (4, 1, 4, 'recommend', 'nps', 'nps', NULL, '¿Nos recomendaría?');
insert into question values (5, 1, 5, 'comment', 'text', NULL, NULL, '¿Qué mejoraría?');
CREATE TABLE option (
      option_id integer primary key,
      question_id integer not null references question (question_id),
      product_id integer references product (product_id),
      position integer not null,
      code text not null,
      value integer,
      label text not null
    ) strict
    ;
insert into option values (1, 1, NULL, 1, '5', 5, 'Muy bien');
insert into option values (2, 1, NULL, 2, '4', 4, 'Bien');
insert into option values (3, 1, NULL, 3, '1', 1, 'Muy mal');
insert into option values (4, 2, NULL, 1, '3', 3, 'Sí');
insert into option values (5, 2, NULL, 2, '2', 2, 'En parte');
insert into option values (6, 2, NULL, 3, '1', 1, 'No');
insert into option values (7, 3, NULL, 1, '9', 9, 'Otra cosa');
insert into option values (8, 3, 1, 2, 'reason:payment-step', NULL, 'El paso del pago');
insert into option values (9, 3, 2, 3, 'reason:payment-step', NULL, 'El paso del pago');
insert into option values (10, 3, 2, 4, 'reason:search', NULL, 'La búsqueda');
insert into option values (11, 4, NULL, 1, '0', 0, '0 · Nada probable');
insert into option values (12, 4, NULL, 2, '1', 1, '1');
insert into option values (13, 4, NULL, 3, '2', 2, '2');
insert into option values (14, 4, NULL, 4, '3', 3, '3');
insert into option values (15, 4, NULL, 5, '4', 4, '4');
insert into option values (16, 4, NULL, 6, '5', 5, '5');
insert into option values (17, 4, NULL, 7, '6', 6, '6');
insert into option values (18, 4, NULL, 8, '7', 7, '7');
insert into option values (19, 4, NULL, 9, '8', 8, '8');
insert into option values (20, 4, NULL, 10, '9', 9, '9');
insert into option values (21, 4, NULL, 11, '10', 10, '10 · Muy probable');
CREATE TABLE response (
      response_id integer primary key,
      day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      language text not null,
      channel text not null,
      sample integer not null check (sample in (0, 1)),
      receipt text not null unique
    ) strict
    ;
insert into response values (2, '2025-11-20', 2, 1, 'en', 'web', 0, 'AKQB-A5EB-YNXG');
insert into response values (3, '2026-11-21', 2, 1, 'es', 'web', 0, '9HV5-8X7R-6H4J');
CREATE TABLE answer (
      response_id integer not null references response (response_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      primary key (response_id, question_id)
    ) strict, without rowid
    ;
insert into answer values (2, 1, 2);
insert into answer values (2, 2, 5);
insert into answer values (2, 4, 21);
insert into answer values (3, 1, 2);
insert into answer values (3, 2, 5);
insert into answer values (3, 4, 21);
CREATE TABLE answer_multi (
      response_id integer not null references response (response_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      primary key (response_id, question_id, option_id)
    ) strict, without rowid
    ;
insert into answer_multi values (2, 3, 7);
insert into answer_multi values (2, 3, 10);
insert into answer_multi values (3, 3, 7);
insert into answer_multi values (3, 3, 10);
CREATE TABLE comment (
      comment_id integer primary key,
      day text not null,
      product_id integer not null references product (product_id),
      rating integer references option (option_id),
      body text not null,
      language text not null,
      response_id integer not null references response (response_id),
      question_id integer not null references question (question_id),
      unique (response_id, question_id)
    ) strict
    ;
insert into comment values (3, '2026-11-21', 2, 2, 'La atención fue buena', 'es', 3, 5);
CREATE VIRTUAL TABLE comment_fts using fts5(
      body, content="comment", content_rowid="comment_id", tokenize="unicode61 remove_diacritics 2"
    );
CREATE TABLE submission_key (
      key blob primary key,
      content_sha256 blob not null,
      receipt text not null,
      day text not null
    ) strict, without rowid
    ;
insert into submission_key values (X'02020202020202020202020202020202', X'2EDA60A7FE2E067A3FD81EDAF86E3E2AA8CFCC04909A24E5B63A58853956573F', '9HV5-8X7R-6H4J', '2026-11-21');
CREATE TABLE rollup_day (
      day text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key (day, product_id, question_id, option_id, language, channel)
    ) strict, without rowid
    ;
insert into rollup_day values ('2025-11-20', 2, 1, 1, 2, 'en', 'web', 1);
insert into rollup_day values ('2025-11-20', 2, 1, 2, 5, 'en', 'web', 1);
insert into rollup_day values ('2025-11-20', 2, 1, 3, 7, 'en', 'web', 1);
insert into rollup_day values ('2025-11-20', 2, 1, 3, 10, 'en', 'web', 1);
insert into rollup_day values ('2025-11-20', 2, 1, 4, 21, 'en', 'web', 1);
insert into rollup_day values ('2026-11-21', 2, 1, 1, 2, 'es', 'web', 1);
insert into rollup_day values ('2026-11-21', 2, 1, 2, 5, 'es', 'web', 1);
insert into rollup_day values ('2026-11-21', 2, 1, 3, 7, 'es', 'web', 1);
insert into rollup_day values ('2026-11-21', 2, 1, 3, 10, 'es', 'web', 1);
insert into rollup_day values ('2026-11-21', 2, 1, 4, 21, 'es', 'web', 1);
CREATE TABLE rollup_month (
      month text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key (month, product_id, question_id, option_id, language, channel)
    ) strict, without rowid
    ;
insert into rollup_month values ('2025-11', 2, 1, 1, 2, 'en', 'web', 1);
insert into rollup_month values ('2025-11', 2, 1, 2, 5, 'en', 'web', 1);
insert into rollup_month values ('2025-11', 2, 1, 3, 7, 'en', 'web', 1);
insert into rollup_month values ('2025-11', 2, 1, 3, 10, 'en', 'web', 1);
insert into rollup_month values ('2025-11', 2, 1, 4, 21, 'en', 'web', 1);
insert into rollup_month values ('2026-11', 2, 1, 1, 2, 'es', 'web', 1);
insert into rollup_month values ('2026-11', 2, 1, 2, 5, 'es', 'web', 1);
insert into rollup_month values ('2026-11', 2, 1, 3, 7, 'es', 'web', 1);
insert into rollup_month values ('2026-11', 2, 1, 3, 10, 'es', 'web', 1);
insert into rollup_month values ('2026-11', 2, 1, 4, 21, 'es', 'web', 1);
CREATE TABLE archived_day (
      day text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key (day, product_id, question_id, option_id, language, channel)
    ) strict, without rowid
    ;
insert into archived_day values ('2020-02-29', 2, 1, 1, 2, 'es', 'web', 1);
insert into archived_day values ('2020-02-29', 2, 1, 2, 5, 'es', 'web', 1);
insert into archived_day values ('2020-02-29', 2, 1, 3, 7, 'es', 'web', 1);
insert into archived_day values ('2020-02-29', 2, 1, 3, 10, 'es', 'web', 1);
insert into archived_day values ('2020-02-29', 2, 1, 4, 21, 'es', 'web', 1);
CREATE TABLE archived_month (
      month text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key (month, product_id, question_id, option_id, language, channel)
    ) strict, without rowid
    ;
insert into archived_month values ('2020-02', 2, 1, 1, 2, 'es', 'web', 1);
insert into archived_month values ('2020-02', 2, 1, 2, 5, 'es', 'web', 1);
insert into archived_month values ('2020-02', 2, 1, 3, 7, 'es', 'web', 1);
insert into archived_month values ('2020-02', 2, 1, 3, 10, 'es', 'web', 1);
insert into archived_month values ('2020-02', 2, 1, 4, 21, 'es', 'web', 1);
CREATE TABLE archived_response (
      day text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key (day, product_id, questionnaire_id, language, channel)
    ) strict, without rowid
    ;
insert into archived_response values ('2020-02-29', 2, 1, 'es', 'web', 1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX option_code on option (question_id, code, ifnull(product_id, 0));
CREATE INDEX response_product on response (product_id, day);
CREATE INDEX response_sample on response (sample) where sample = 1;
CREATE INDEX comment_product on comment (product_id, day);
CREATE TRIGGER answer_counted after insert on answer begin 
      insert into rollup_day
      select day, product_id, questionnaire_id, new.question_id, new.option_id, language, channel, 1
      from response where response_id = new.response_id
      on conflict do update set n = n + 1;
    
      insert into rollup_month
      select substr(day, 1, 7), product_id, questionnaire_id, new.question_id, new.option_id, language, channel, 1
      from response where response_id = new.response_id
      on conflict do update set n = n + 1;
     end;
CREATE TRIGGER answer_multi_counted after insert on answer_multi begin 
      insert into rollup_day
      select day, product_id, questionnaire_id, new.question_id, new.option_id, language, channel, 1
      from response where response_id = new.response_id
      on conflict do update set n = n + 1;
    
      insert into rollup_month
      select substr(day, 1, 7), product_id, questionnaire_id, new.question_id, new.option_id, language, channel, 1
      from response where response_id = new.response_id
      on conflict do update set n = n + 1;
     end;
CREATE TRIGGER response_never_changed before update on response begin
      select raise(abort, 'an answer is never changed, only deleted');
    end;
CREATE TRIGGER answer_never_changed before update on answer begin
      select raise(abort, 'an answer is never changed, only deleted');
    end;
CREATE TRIGGER answer_multi_never_changed before update on answer_multi begin
      select raise(abort, 'an answer is never changed, only deleted');
    end;
CREATE TRIGGER comment_never_changed before update on comment begin
      select raise(abort, 'an answer is never changed, only deleted');
    end;
CREATE TRIGGER response_deleted before delete on response begin
      delete from answer where response_id = old.response_id;
      delete from answer_multi where response_id = old.response_id;
      delete from comment where response_id = old.response_id;
    end;
CREATE TRIGGER comment_indexed after insert on comment begin
      insert into comment_fts (rowid, body) values (new.comment_id, new.body);
    end;
CREATE TRIGGER comment_unindexed after delete on comment begin
      insert into comment_fts (comment_fts, rowid, body) values ('delete', old.comment_id, old.body);
    end;
CREATE VIEW count_day as
      select day, product_id, questionnaire_id, question_id, option_id, language, channel, n from rollup_day union all select day, product_id, questionnaire_id, question_id, option_id, language, channel, n from archived_day;
CREATE VIEW count_month as
      select month, product_id, questionnaire_id, question_id, option_id, language, channel, n from rollup_month union all select month, product_id, questionnaire_id, question_id, option_id, language, channel, n from archived_month;
CREATE VIEW count_response as
      select day, product_id, questionnaire_id, language, channel, count(*) as n
      from response group by 1, 2, 3, 4, 5
      union all select day, product_id, questionnaire_id, language, channel, n from archived_response;
CREATE TRIGGER answer_discounted before delete on answer begin 
      update rollup_day set n = n - 1 where 
      (day, product_id, question_id, option_id, language, channel) = (
        select day, product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n > 0; delete from rollup_day where 
      (day, product_id, question_id, option_id, language, channel) = (
        select day, product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n = 0;
    
      update rollup_month set n = n - 1 where 
      (month, product_id, question_id, option_id, language, channel) = (
        select substr(day, 1, 7), product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n > 0; delete from rollup_month where 
      (month, product_id, question_id, option_id, language, channel) = (
        select substr(day, 1, 7), product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n = 0;
     end;
CREATE TRIGGER answer_multi_discounted before delete on answer_multi begin 
      update rollup_day set n = n - 1 where 
      (day, product_id, question_id, option_id, language, channel) = (
        select day, product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n > 0; delete from rollup_day where 
      (day, product_id, question_id, option_id, language, channel) = (
        select day, product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n = 0;
    
      update rollup_month set n = n - 1 where 
      (month, product_id, question_id, option_id, language, channel) = (
        select substr(day, 1, 7), product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n > 0; delete from rollup_month where 
      (month, product_id, question_id, option_id, language, channel) = (
        select substr(day, 1, 7), product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
     and n = 0;
     end;
CREATE TRIGGER response_is_new before insert on response begin
      select raise(abort, 'an answer is never replaced') where exists (select 1 from response where response_id = new.response_id or receipt = new.receipt);
      
      select raise(abort, 'no such day, receipt, language, channel, product or questionnaire')
      where date(new.day, '+0 days') is not new.day or new.day < '0001-01-01'
        or new.receipt || new.language || new.channel glob '*[^-0-9A-Za-z_]*'
        or not exists (select 1 from product where product_id = new.product_id)
        or not exists (select 1 from questionnaire where questionnaire_id = new.questionnaire_id);

    end;
CREATE TRIGGER answer_is_new before insert on answer begin
      select raise(abort, 'an answer is never replaced') where exists (select 1 from answer where response_id = new.response_id and question_id = new.question_id);
      
      select iif(exists (select 1 from response where response_id = new.response_id),
        raise(abort, 'a part of a response belongs to its questionnaire and product'),
        raise(abort, 'a part of a response comes after it'))
      where not exists (
        select 1 from response r join question q using (questionnaire_id) join option o using (question_id)
        where o.option_id = new.option_id and ifnull(o.product_id, r.product_id) = r.product_id and q.kind <> 'multiple_choice'
          and r.response_id = new.response_id and q.question_id = new.question_id);
    
    end;
CREATE TRIGGER answer_multi_is_new before insert on answer_multi begin
      select raise(abort, 'an answer is never replaced') where exists (select 1 from answer_multi where response_id = new.response_id and question_id = new.question_id and option_id = new.option_id);
      
      select iif(exists (select 1 from response where response_id = new.response_id),
        raise(abort, 'a part of a response belongs to its questionnaire and product'),
        raise(abort, 'a part of a response comes after it'))
      where not exists (
        select 1 from response r join question q using (questionnaire_id) join option o using (question_id)
        where o.option_id = new.option_id and ifnull(o.product_id, r.product_id) = r.product_id and q.kind = 'multiple_choice'
          and r.response_id = new.response_id and q.question_id = new.question_id);
    
    end;
CREATE TRIGGER comment_is_new before insert on comment begin
      select raise(abort, 'an answer is never replaced') where exists (select 1 from comment where comment_id = new.comment_id or (response_id = new.response_id and question_id = new.question_id));
      
      select iif(exists (select 1 from response where response_id = new.response_id),
        raise(abort, 'a part of a response belongs to its questionnaire and product'),
        raise(abort, 'a part of a response comes after it'))
      where not exists (
        select 1 from response r join question q using (questionnaire_id) where q.kind = 'text'
          and (r.day, r.product_id, r.language) = (new.day, new.product_id, new.language)
          and (new.rating is null or exists (
            select 1 from option join question p using (question_id)
            where option_id = new.rating and p.questionnaire_id = r.questionnaire_id))
          and r.response_id = new.response_id and q.question_id = new.question_id);
    
    end;
CREATE TRIGGER response_is_numbered after insert on response when new.response_id < 1 begin
      select raise(abort, 'numbers begin with 1');
    end;
CREATE TRIGGER comment_is_numbered after insert on comment when new.comment_id < 1 begin
      select raise(abort, 'numbers begin with 1');
    end;
CREATE VIEW "v_opinion_1" as 
select r.response_id as response, r.day, p.name as product, r.language, r.channel,
  (select o.value from answer x join option o using (option_id) where x.response_id = r.response_id and x.question_id = 1) as "satisfaction",
  (select o.label from answer x join option o using (option_id) where x.response_id = r.response_id and x.question_id = 1) as "satisfaction__label",
  (select o.label from answer x join option o using (option_id) where x.response_id = r.response_id and x.question_id = 2) as "found_it",
  (select group_concat(label, '; ') from (select o.label from answer_multi x join option o using (option_id) where x.response_id = r.response_id and x.question_id = 3 order by 1)) as "reasons",
  (select o.value from answer x join option o using (option_id) where x.response_id = r.response_id and x.question_id = 4) as "recommend",
  (select o.label from answer x join option o using (option_id) where x.response_id = r.response_id and x.question_id = 4) as "recommend__label",
  (select x.body from comment x where x.response_id = r.response_id and x.question_id = 5) as "comment",
  r.receipt
from response r join product p using (product_id)
where r.questionnaire_id = 1;
insert into comment_fts (comment_fts) values ('rebuild');
