"""What a question in SQL may read: the tables that are shown, and nothing that reaches beyond them.

SQLite itself asks here before it prepares a statement, whether Datasette wrote it or a manager did.
"""

from __future__ import annotations

import sqlite3

from feedback_app.browse.titles import COUNTED, TABLES

LARGEST_VALUE = 4 * 1024 * 1024
"""Bytes of the largest value a question may put together; a made-up one could else take all memory."""

_SEARCH = frozenset({"comment_fts", "comment_fts_config", "comment_fts_docsize", "comment_fts_idx"})
"""What a search in the comments reads. `comment_fts_data`, which a search reaches in another way, may still
hold words of comments that were erased."""

_SCHEMA = frozenset({"sqlite_master", "sqlite_temp_master"})
_TABLE_FUNCTIONS = frozenset({"json_each", "json_tree"})
_BEHIND = _SEARCH | _SCHEMA | _TABLE_FUNCTIONS | frozenset(COUNTED)
"""What has no page of its own and is read by what has one."""

_PRAGMAS = frozenset(
    {
        "data_version", "database_list", "foreign_key_list", "index_info", "index_list", "index_xinfo",
        "schema_version", "table_info", "table_xinfo",
    }
)  # fmt: skip
"""What Datasette asks about the file. As statements they are out of a manager's reach, and as tables too:
`pragma_database_list` would tell where on the disk the file lies."""

_FUNCTIONS = frozenset(
    # Words read better than ninety pairs of quotation marks.
    """
    -> ->> abs avg bm25 ceil ceiling char coalesce count cume_dist current_date current_time
    current_timestamp date datetime dense_rank escape_fts exp first_value floor format glob group_concat
    hex highlight ifnull iif instr json json_array json_array_length json_extract json_group_array
    json_group_object json_insert json_object json_patch json_quote json_remove json_replace json_set
    json_type json_valid julianday lag last_value lead length like likelihood likely ln log log10 log2
    lower ltrim match max min mod nth_value ntile nullif percent_rank pi pow power printf quote random
    rank replace round row_number rtrim sign snippet sqrt strftime substr substring sum time total trim
    trunc typeof unicode unixepoch unlikely upper zeroblob
    """.split()  # noqa: SIM905  as said above
)
"""With what a question may compute. Not among them are those that load code or, as `fts3_tokenizer` does,
take an address in memory for code to run."""


def is_shown(table: str) -> bool:
    """Whether a table or view is one of those that have a page."""
    return table in TABLES or table.startswith("v_")


def restrict(connection: sqlite3.Connection) -> None:
    """Let this connection read what may be read, and do nothing else."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(_judge)


def _judge(action: int, first: str | None, second: str | None, database: str | None, view: str | None) -> int:
    return sqlite3.SQLITE_OK if _may(action, first or "", second or "") else sqlite3.SQLITE_DENY


def _may(action: int, first: str, second: str) -> bool:
    match action:
        case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
            return True
        case sqlite3.SQLITE_READ:
            # Without a column it is about how many rows there are, which Datasette counts of every table.
            return not second or is_shown(first) or first in _BEHIND
        case sqlite3.SQLITE_FUNCTION:
            return second in _FUNCTIONS
        case sqlite3.SQLITE_PRAGMA:
            return first in _PRAGMAS
        case sqlite3.SQLITE_UPDATE:
            # Asked when SQLite gets to know a virtual table; the file is open for reading alone.
            return first in _SCHEMA
    return False
