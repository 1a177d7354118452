"""What an edition would show and should not: hidden things, other clients' names, missing translations."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from luz.audience import Audience
from luz.checks.context import Context
from luz.checks.languages import SPOKEN
from luz.editions import editions_of
from luz.model.base import LocalText
from luz.model.client import Client
from luz.model.company import Company
from luz.model.questionnaire import Questionnaire
from luz.model.waiver import Waiver
from luz.placeholders import is_left
from luz.problems import Problem
from luz.reading import Entry, Source
from luz.walk import narrower, words
from luz.yaml_tree import Loc

OTHER_CLIENT_NAMED = "OTHER_CLIENT_NAMED"
_WORD = re.compile(r"\w+")
_Names = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
_PUBLIC_KINDS = ("calendar", "questionnaire", "service", "maintenance_tier")
"""Kinds of thing that everybody may see; everything else of the company starts at its clients."""


def hidden_references(context: Context) -> Iterator[Problem]:
    """REFERENCE_HIDDEN: something a reader sees names a thing that the same reader may not see."""
    for entry in context.reading.entries:
        index = context.index(entry.source.client)
        for leaf in entry.leaves:
            target = index.find(leaf.refers, leaf.value) if leaf.refers else None
            if target is None or leaf.refers is None:
                continue
            most = Audience.PUBLIC if leaf.refers in _PUBLIC_KINDS else Audience.CLIENT
            widest = narrower(most, target.own_audience())
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
        for leaf in entry.leaves:
            if not isinstance(leaf.value, LocalText) or leaf.audience is Audience.INTERNAL:
                continue
            asked_in = _languages_of_its_questionnaire(context, entry, leaf.loc)
            for language in sorted((needed | asked_in) & SPOKEN - set(leaf.value.root)):
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


def _languages_of_its_questionnaire(context: Context, entry: Entry, loc: Loc) -> set[str]:
    """A product's reasons are answers of its questionnaire, whatever the language of the portal."""
    if not isinstance(entry.record, Client | Company) or loc[0] != "products":
        return set()
    product = entry.record.products[int(loc[1])]
    asked = context.index(None).find("questionnaire", product.questionnaire)
    return set(asked.languages) if asked is not None else set()


def other_clients_named(context: Context) -> Iterator[Problem]:
    """OTHER_CLIENT_NAMED, and UNNEEDED_WAIVER for a written exception to it that nothing needs."""
    names = _names(context)
    used: set[tuple[str | None, str]] = set()
    for entry in context.reading.entries:
        waived = _waived(context, entry.source.client)
        for problem, named in _mentions(entry, names):
            if named in waived:
                used.add((entry.source.client, named))
            else:
                yield problem
    for source, position, waiver in _waivers(context):
        if context.reading.misses_some_of(source.client, waiver.about):
            continue  # what needs it may stand in the file that could not be read
        if waiver.about not in context.reading.clients:
            near = difflib.get_close_matches(waiver.about, context.reading.clients, n=1)
            message = "no client is called «{value}»; the folders in «clients» say their names"
            if near:
                message = "no client is called «{value}»; did you mean «{nearest}»?"
            params = {"value": waiver.about, "nearest": near[0] if near else ""}
            yield source.problem(("waivers", position, "about"), "UNKNOWN_REFERENCE", message, **params)
        elif (source.client, waiver.about) not in used:
            message = "this exception is no longer needed; remove it"
            yield source.warning(("waivers", position), "UNNEEDED_WAIVER", message)


def _mentions(entry: Entry, names: _Names) -> Iterator[tuple[Problem, str]]:
    for leaf in entry.leaves:
        if leaf.audience is Audience.INTERNAL:
            continue
        longest: dict[str, str] = {}
        for word, client in (found for text in words(leaf.value) for found in _named_in(text, names)):
            longest[client] = max(longest.get(client, ""), word, key=len)
        for client, word in longest.items():
            if client != entry.source.client:
                message = "«{word}» names the client {client}, whom these readers should not meet; rewrite it"
                params = {"word": word, "client": client}
                yield entry.source.problem(leaf.loc, OTHER_CLIENT_NAMED, message, **params), client


def _named_in(text: str, names: _Names) -> Iterator[tuple[str, str]]:
    """The clients a text names, each with the words that do, as they are written there."""
    written = list(_WORD.finditer(unicodedata.normalize("NFC", text)))
    folded = [fold(word[0]) for word in written]
    for start, first in enumerate(folded):
        for name, client in names.get(first, ()):
            end = start + len(name)
            if tuple(folded[start:end]) == name:
                yield written[0].string[written[start].start() : written[end - 1].end()], client


def _names(context: Context) -> _Names:
    """Every name by which a reader would know a client, by its first word."""
    names = defaultdict(list)
    for client in sorted(set(context.reading.clients) - context.reading.specimens):
        for name in _names_of(client, context):
            words_of_it = tuple(fold(word) for word in _WORD.findall(name))
            names[words_of_it[0] if words_of_it else ""].append((words_of_it, client))
    return names


def _names_of(client: str, context: Context) -> Iterator[str]:
    yield client  # all we know of one whose file could not be read
    for record, _ in context.reading.of(Client, client):
        names = (record.name, record.legal_name, *record.also_known_as)
        yield from (name for name in names if not is_left(name))
        yield from (product.id for product in record.products if context.product_ids[product.id] == 1)


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
