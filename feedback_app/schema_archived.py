"""The steps of feedback.db that keep counts of what is purged, and from which on wrong rows are refused.

Of the history of the file, as `schema`.
"""

from __future__ import annotations

from feedback_app.schema import discounting, rollup


def _counts(period: str) -> str:
    """A view over the counts of all that was ever answered, whether or not it is still there.

    Not summed: of a period part of whose answers are gone, each part stands in a row. To sum them here would
    cost every question a walk through all periods.
    """
    columns = f"{period}, product_id, questionnaire_id, question_id, option_id, language, channel, n"
    return f"""
    create view count_{period} as
      select {columns} from rollup_{period} union all select {columns} from archived_{period}
    """  # noqa: S608  the names are this module's own


_ARCHIVED_RESPONSES = (
    """
    create table archived_response (
      day text not null,
      product_id integer not null references product (product_id),
      questionnaire_id integer not null references questionnaire (questionnaire_id),
      language text not null,
      channel text not null,
      n integer not null check (n >= 0),
      primary key (day, product_id, questionnaire_id, language, channel)
    ) strict, without rowid
    """,
    """
    create view count_response as
      select day, product_id, questionnaire_id, language, channel, count(*) as n
      from response group by 1, 2, 3, 4, 5
      union all select day, product_id, questionnaire_id, language, channel, n from archived_response
    """,
    # What stands in the archive of a wording was answered on this day or before.
    "alter table questionnaire add column archived_until text",
)

# Each `retention` it was published with before: what was answered then is kept no longer than it says.
_PROMISED = "alter table questionnaire add column promised text not null default '[]'"


def _is_new(table: str, same: str, right: str) -> str:
    """What a row must be, whoever brings it, and also where foreign keys are left unchecked.

    «insert or replace» removes a row without asking its triggers: counts and index would keep it. What is
    not `right` would be counted under another questionnaire, or never.
    """
    return f"""
    create trigger {table}_is_new before insert on {table} begin
      select raise(abort, 'an answer is never replaced') where exists (select 1 from {table} where {same});
      {right}
    end
    """  # noqa: S608  the names are this module's own


def _is_numbered(table: str, key: str) -> str:
    """Before it is inserted, a row that was given no number has -1 (SQLite leaves that open).

    Nothing else may have that, or all that comes later would be taken for a replacement of it.
    """
    return f"""
    create trigger {table}_is_numbered after insert on {table} when new.{key} < 1 begin
      select raise(abort, 'numbers begin with 1');
    end
    """


def _always_deleted(answers: str) -> tuple[str, str]:
    """No count goes below none: where counts are wrong, answers could not be erased nor purged any more."""
    return f"drop trigger {answers}_discounted", discounting(answers, " and n > 0")


_RESPONSE_IS_RIGHT = """
      select raise(abort, 'no such day, receipt, language, channel, product or questionnaire')
      where date(new.day, '+0 days') is not new.day or new.day < '0001-01-01'
        or new.receipt || new.language || new.channel glob '*[^-0-9A-Za-z_]*'
        or not exists (select 1 from product where product_id = new.product_id)
        or not exists (select 1 from questionnaire where questionnaire_id = new.questionnaire_id);
"""


def _belongs(to: str) -> str:
    """A part of a response comes after it, as one that came before would not be counted, and is of `to`."""
    return f"""
      select iif(exists (select 1 from response where response_id = new.response_id),
        raise(abort, 'a part of a response belongs to its questionnaire and product'),
        raise(abort, 'a part of a response comes after it'))
      where not exists (
        select 1 from response r join question q using (questionnaire_id) {to}
          and r.response_id = new.response_id and q.question_id = new.question_id);
    """  # noqa: S608  the names are this module's own


_BY_OPTION = """join option o using (question_id)
        where o.option_id = new.option_id and ifnull(o.product_id, r.product_id) = r.product_id"""
_BY_WORDS = """where q.kind = 'text'
          and (r.day, r.product_id, r.language) = (new.day, new.product_id, new.language)
          and (new.rating is null or exists (
            select 1 from option join question p using (question_id)
            where option_id = new.rating and p.questionnaire_id = r.questionnaire_id))"""
_SAME_QUESTION = "response_id = new.response_id and question_id = new.question_id"

_NEW = (
    _is_new("response", "response_id = new.response_id or receipt = new.receipt", _RESPONSE_IS_RIGHT),
    _is_new("answer", _SAME_QUESTION, _belongs(f"{_BY_OPTION} and q.kind <> 'multiple_choice'")),
    _is_new(
        "answer_multi",
        f"{_SAME_QUESTION} and option_id = new.option_id",
        _belongs(f"{_BY_OPTION} and q.kind = 'multiple_choice'"),
    ),
    _is_new("comment", f"comment_id = new.comment_id or ({_SAME_QUESTION})", _belongs(_BY_WORDS)),
)

ARCHIVED = (
    rollup("archived_day", "day"),
    rollup("archived_month", "month"),
    *map(_counts, ("day", "month")),
    *_ARCHIVED_RESPONSES,
)
"""The counts of answers whose time has passed, beside those of the answers that are there."""

GUARDED = (
    _PROMISED,
    # The step before laid some that refused less.
    *(
        f"drop trigger if exists {table}_is_new"
        for table in ("response", "answer", "answer_multi", "comment")
    ),
    *_always_deleted("answer"),
    *_always_deleted("answer_multi"),
    *_NEW,
    _is_numbered("response", "response_id"),
    _is_numbered("comment", "comment_id"),
)
"""What was promised is kept, and nothing comes in that would be counted twice, never or elsewhere."""
