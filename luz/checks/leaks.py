"""What an edition would show and should not: hidden things, other clients' names, missing translations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from luz.audience import Audience
from luz.checks.context import Context
from luz.editions import editions_of
from luz.model.base import LocalText
from luz.model.client import Client
from luz.model.company import Company
from luz.model.questionnaire import Questionnaire
from luz.model.waiver import Waiver
from luz.problems import Problem
from luz.reading import Entry, Source
from luz.walk import leaves, narrower, words

OTHER_CLIENT_NAMED = "OTHER_CLIENT_NAMED"
_AUDIENCE_OF_KIND = {"calendar": Audience.PUBLIC, "questionnaire": Audience.PUBLIC}
"""Who may see a kind of thing at most; everything else of the company starts at its clients."""


def hidden_references(context: Context) -> Iterator[Problem]:
    """REFERENCE_HIDDEN: something a reader sees names a thing that the same reader may not see."""
    for entry in context.reading.entries:
        index = context.index(entry.source.client)
        for leaf in leaves(entry.record):
            target = index.find(leaf.refers, leaf.value) if leaf.refers else None
            if target is None or leaf.refers is None:
                continue
            widest = narrower(_AUDIENCE_OF_KIND.get(leaf.refers, Audience.CLIENT), target.own_audience())
            if not leaf.audience.includes(widest):
                message = (
                    "«{value}» is only for readers «{hidden}», and this is shown to readers «{shown}»; "
                    "change one of the two"
                )
                params = {"value": leaf.value, "hidden": widest, "shown": leaf.audience}
                yield entry.source.problem(leaf.loc, "REFERENCE_HIDDEN", message, **params)


def missing_translations(context: Context) -> Iterator[Problem]:
    """TRANSLATION_MISSING: a text that reaches a reader is not written in that reader's language."""
    for entry in context.reading.entries:
        needed = _languages_needed(context, entry)
        for leaf in leaves(entry.record):
            if not isinstance(leaf.value, LocalText) or leaf.audience is Audience.INTERNAL:
                continue
            for language in sorted(needed - set(leaf.value.root)):
                message = "this text reaches readers of «{language}»; add «{language}: …»"
                yield entry.source.problem(leaf.loc, "TRANSLATION_MISSING", message, language=language)


def _languages_needed(context: Context, entry: Entry) -> set[str]:
    """The languages of the portals a record may reach; a questionnaire is asked in its own."""
    if isinstance(entry.record, Questionnaire):
        return set(entry.record.languages)
    if entry.source.client is not None:
        folders = [folder for folder in context.library.clients if folder.id == entry.source.client]
        return {folder.client.language for folder in folders}
    if entry.record.own_audience() is Audience.INTERNAL:
        return set()
    return {edition.language for edition in editions_of(context.library)}


def other_clients_named(context: Context) -> Iterator[Problem]:
    """OTHER_CLIENT_NAMED, and UNNEEDED_WAIVER for a written exception to it that nothing needs."""
    used: set[tuple[str | None, str]] = set()
    for entry in context.reading.entries:
        waived = _waived(context, entry.source.client)
        for problem, named in _mentions(context, entry):
            if named in waived:
                used.add((entry.source.client, named))
            else:
                yield problem
    for source, position, waiver in _waivers(context):
        if (source.client, waiver.about) not in used:
            message = "this exception is no longer needed; remove it"
            yield source.warning(("waivers", position), "UNNEEDED_WAIVER", message)


def _mentions(context: Context, entry: Entry) -> Iterator[tuple[Problem, str]]:
    others = {
        client: pattern for client, pattern in _patterns(context).items() if client != entry.source.client
    }
    for leaf in leaves(entry.record):
        if leaf.audience is Audience.INTERNAL:
            continue
        folded = " ".join(fold(text) for text in words(leaf.value))
        for client, pattern in others.items():
            found = pattern.search(folded)
            if found:
                message = "«{word}» names the client {client}, whom these readers should not meet; rewrite it"
                params = {"word": found[0], "client": client}
                yield entry.source.problem(leaf.loc, OTHER_CLIENT_NAMED, message, **params), client


def _patterns(context: Context) -> Mapping[str, re.Pattern[str]]:
    names: dict[str, re.Pattern[str]] = {}
    invented = {source.client for plan, source in context.plans() if plan.specimen}
    for client, source in context.records(Client):
        if source.client is None or source.client in invented:
            continue
        known = [client.name, client.legal_name, source.client, *client.also_known_as]
        known += [product.id for product in client.products]
        alternatives = "|".join(re.escape(fold(name)) for name in known)
        names[source.client] = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    return names


def fold(text: str) -> str:
    """Lower case without accents, so that names are recognised however they are typed."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in plain if unicodedata.category(char) != "Mn")


def _waivers(context: Context) -> Iterator[tuple[Source, int, Waiver]]:
    written = [
        *((company.waivers, source) for company, source in context.records(Company)),
        *((plan.waivers, source) for plan, source in context.plans()),
    ]
    for waivers, source in written:
        for position, waiver in enumerate(waivers):
            yield source, position, waiver


def _waived(context: Context, client: str | None) -> set[str]:
    return {
        waiver.about
        for source, _, waiver in _waivers(context)
        if source.client == client and waiver.check == OTHER_CLIENT_NAMED
    }
