"""The tables of guardian.db as SQL: who is suspected and why, the keys of their forms, what was decided.

Each tuple is one migration and never changes once published; a later one begins where the last ended.
"""

from __future__ import annotations

_DAY = "text not null check ({} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"

FIRST = (
    f"""
    create table form_key (
      key blob primary key,
      content_sha256 blob not null,
      receipt text not null unique,
      day {_DAY.format("day")}
    ) strict, without rowid
    """,
    # No number is given twice: a page opened before must not decide about another suspect than it shows.
    f"""
    create table suspect (
      suspect_id integer primary key autoincrement,
      key blob not null unique references form_key (key),
      day {_DAY.format("day")},
      product text not null,
      questionnaire text not null,
      fingerprint text not null,
      language text not null,
      channel text not null,
      sample integer not null check (sample in (0, 1)),
      answers text not null
    ) strict
    """,
    """
    create table reason (
      suspect_id integer not null references suspect (suspect_id) on delete cascade,
      reason text not null,
      primary key (suspect_id, reason)
    ) strict, without rowid
    """,
    f"""
    create table decision (
      decision_id integer primary key,
      outcome text not null check (outcome in ('released', 'dropped')),
      person text not null,
      day {_DAY.format("day")},
      sent_on {_DAY.format("sent_on")},
      product text not null,
      reasons text not null
    ) strict
    """,
)
"""The tables as they first were."""
