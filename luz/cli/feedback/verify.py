"""`luz feedback verify`: count the answers anew and say where the counts differ from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep import counts, laid_rules, search_index
from feedback_app.upkeep.counts import Difference
from feedback_app.upkeep.known_day import still_to_come
from feedback_app.upkeep.retention import Purged, overdue
from feedback_app.upkeep.sound_copy import Unsound, check
from luz.cli.command_help import WORDS
from luz.cli.feedback.company_day import company_day
from luz.cli.feedback.opened_answers import opened_answers
from luz.cli.options import OPTIONS, data_folder, data_option, say

_MOST_LISTED = 20
_TABLES = {
    "rollup_day": "Counts by day",
    "rollup_month": "Counts by month",
    "archived_day": "Archive by day",
    "archived_month": "Archive by month",
}

_WRONG = {
    "archived_day": "it says {kept}, and at most {right} can be",
    "archived_month": "it says {kept}, and its days add up to {right}",
}


@click.command(**OPTIONS, help=say("Count the answers anew, and say where the counts differ from them."))
@data_option
def verify(data: Path | None) -> None:
    settings = Settings(data_folder(data))
    today = company_day(settings)
    with opened_answers(settings) as connection:
        _see_the_file(settings)
        unlaid = laid_rules.wrong(connection)
        searched = search_index.is_whole(connection)
        found = counts.verify(connection)
        late, (ahead, last) = overdue(connection, today), still_to_come(connection, today)
    for table in counts.TABLES:
        _tell(table, [one for one in found if one.table == table])
    if late.responses or late.comments:
        click.echo(_late(late))
    if ahead:
        click.echo(_ahead(ahead, str(last)))
    if not all(one.can_be_set_right for one in found):
        raise click.ClickException(
            say("The archive contradicts itself, and its answers are deleted: only a backup puts it right.")
        )
    if unlaid:
        lost = say("Missing in feedback.db, or changed: {names}.", names=", ".join(unlaid))
        harm = say("What comes in is not counted or found as it should be.")
        mended = say("«luz feedback rebuild» lays them anew, and counts.")
        raise click.ClickException(f"{lost} {harm} {mended}")
    if not searched:
        damaged = say("The search index of the comments is damaged.")
        mended = say("«luz feedback rebuild» writes it anew from the comments.")
        raise click.ClickException(f"{damaged} {mended}")
    if found:
        raise click.ClickException(say("«luz feedback rebuild» sets the counts right."))


def _see_the_file(settings: Settings) -> None:
    """End the command where the file itself is damaged: what is counted in it would prove nothing."""
    try:
        check(settings.answers)
    except Unsound as damaged:
        told = say("«{file}» is damaged: {found}.", file=damaged.file, found=damaged.found)
        raise click.ClickException(told) from None


def _tell(table: str, found: Sequence[Difference]) -> None:
    number = WORDS.count("{number} difference", "{number} differences", len(found))
    click.echo(f"{say(_TABLES[table])} ({table}): {number}")
    for one in found[:_MOST_LISTED]:
        click.echo(f"  {_told(one)}")
    if len(found) > _MOST_LISTED:
        click.echo(f"  {say('… and {number} more', number=WORDS.number(len(found) - _MOST_LISTED))}")


def _told(one: Difference) -> str:
    place = " · ".join((one.period, one.product, one.questionnaire, one.question, f"«{one.option}»"))
    wrong = _WRONG.get(one.table, "it says {kept}, and it is {right}")
    says = say(wrong, kept=WORDS.number(one.kept), right=WORDS.number(one.right))
    return f"{place} ({one.language}, {one.channel}): {says}"


def _late(late: Purged) -> str:
    return say(
        "Past their time: {responses} and {comments}; «luz feedback purge» deletes them.",
        responses=WORDS.count("{number} response", "{number} responses", late.responses),
        comments=WORDS.count("{number} comment", "{number} comments", late.comments),
    )


def _ahead(number: int, last: str) -> str:
    return WORDS.count(
        "Of a day still to come: {number} response, of {last}. Is the clock right, and was it?",
        "Of days still to come: {number} responses, the last of {last}. Is the clock right, and was it?",
        number,
        last=last,
    )
