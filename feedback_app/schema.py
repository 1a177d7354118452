"""The tables of feedback.db as SQL: answers as they were given, and the counts that triggers keep of them.

What came last stands in `schema_archived`. Each tuple is one migration; a later one begins where the last
ended. From the first release on none of them ever changes; until then nobody but their makers has a file.
"""

from __future__ import annotations

# Every reference names its column: Datasette shows labels only where it does.
_CATALOGUE = (
    """
    create table product (
      product_id integer primary key,
      slug text not null unique,
      name text not null,
      client text,
      client_name text
    ) strict
    """,
    """
    create table questionnaire (
      questionnaire_id integer primary key,
      slug text not null,
      version integer not null,
      sha256 text not null,
      name text not null,
      definition text not null,
      first_day text not null,
      unique (slug, version, sha256)
    ) strict
    """,
    """
    create table question (
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
    """,
    # A reason belongs to one product, so it has no value to compute with; every other option has one.
    """
    create table option (
      option_id integer primary key,
      question_id integer not null references question (question_id),
      product_id integer references product (product_id),
      position integer not null,
      code text not null,
      value integer,
      label text not null
    ) strict
    """,
    "create unique index option_code on option (question_id, code, ifnull(product_id, 0))",
)

_ANSWERS = (
    """
    create table response (
      response_id integer primary key,
      day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      language text not null,
      channel text not null,
      sample integer not null check (sample in (0, 1)),
      receipt text not null unique
    ) strict
    """,
    "create index response_product on response (product_id, day)",
    # Empty in a real database: asking whether there are samples costs nothing.
    "create index response_sample on response (sample) where sample = 1",
    """
    create table answer (
      response_id integer not null references response (response_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      primary key (response_id, question_id)
    ) strict, without rowid
    """,
    """
    create table answer_multi (
      response_id integer not null references response (response_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      primary key (response_id, question_id, option_id)
    ) strict, without rowid
    """,
    # Product, day, language and rating stand here again, because Datasette searches one table at a time.
    """
    create table comment (
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
    """,
    "create index comment_product on comment (product_id, day)",
    # Datasette finds the index only if content is in double quotes.
    """
    create virtual table comment_fts using fts5(
      body, content="comment", content_rowid="comment_id", tokenize="unicode61 remove_diacritics 2"
    )
    """,
    # The receipt stands here too: a form sent again is answered after its response was erased.
    """
    create table submission_key (
      key blob primary key,
      content_sha256 blob not null,
      receipt text not null,
      day text not null
    ) strict, without rowid
    """,
)


def rollup(table: str, period: str) -> str:
    """A table of counts: how often each answer was given in each period."""
    return f"""
    create table {table} (
      {period} text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      question_id integer not null references question (question_id),
      option_id integer not null references option (option_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key ({period}, product_id, question_id, option_id, language, channel)
    ) strict, without rowid
    """


def _count(table: str, period: str, value: str) -> str:
    return f"""
      insert into {table}
      select {value}, product_id, questionnaire_id, new.question_id, new.option_id, language, channel, 1
      from response where response_id = new.response_id
      on conflict do update set n = n + 1;
    """  # noqa: S608  the names are this module's own


def _discount(table: str, period: str, value: str, counted: str = "") -> str:
    key = f"""
      ({period}, product_id, question_id, option_id, language, channel) = (
        select {value}, product_id, old.question_id, old.option_id, language, channel
        from response where response_id = old.response_id)
    """  # noqa: S608  the names are this module's own
    return f"""
      update {table} set n = n - 1 where {key}{counted}; delete from {table} where {key} and n = 0;
    """  # noqa: S608  the names are this module's own


_ROLLUPS = (("rollup_day", "day", "day"), ("rollup_month", "month", "substr(day, 1, 7)"))


def _counting(answers: str) -> tuple[str, str]:
    """The triggers that count an answer when it comes and when it goes."""
    counts = "".join(_count(*one) for one in _ROLLUPS)
    return (
        f"create trigger {answers}_counted after insert on {answers} begin {counts} end",
        discounting(answers),
    )


def discounting(answers: str, counted: str = "") -> str:
    """The trigger by which an answer that goes counts no more; `counted` narrows which counts go down."""
    discounts = "".join(_discount(*one, counted) for one in _ROLLUPS)
    return f"create trigger {answers}_discounted before delete on {answers} begin {discounts} end"


def _never_changed(table: str) -> str:
    return f"""
    create trigger {table}_never_changed before update on {table} begin
      select raise(abort, 'an answer is never changed, only deleted');
    end
    """


_TRIGGERS = (
    *_counting("answer"),
    *_counting("answer_multi"),
    *(_never_changed(table) for table in ("response", "answer", "answer_multi", "comment")),
    # While the response still stands: its day and product say which counts go down.
    """
    create trigger response_deleted before delete on response begin
      delete from answer where response_id = old.response_id;
      delete from answer_multi where response_id = old.response_id;
      delete from comment where response_id = old.response_id;
    end
    """,
    """
    create trigger comment_indexed after insert on comment begin
      insert into comment_fts (rowid, body) values (new.comment_id, new.body);
    end
    """,
    """
    create trigger comment_unindexed after delete on comment begin
      insert into comment_fts (comment_fts, rowid, body) values ('delete', old.comment_id, old.body);
    end
    """,
)

FIRST = (
    *_CATALOGUE,
    *_ANSWERS,
    *(rollup(table, period) for table, period, _ in _ROLLUPS),
    *_TRIGGERS,
)
"""The tables as they first were."""

FROZEN = ("alter table questionnaire add column frozen integer not null default 0 check (frozen in (0, 1))",)
"""Which wordings can no longer change; the answers to the drafts of one version are told apart by it."""
