"""The app: the public site, the intranet and portals behind access, and the questionnaires' way in."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined

from feedback_app import (
    agreement,
    branding,
    current,
    demo_links,
    errors,
    fingerprints,
    gate,
    headers,
    health,
    mending,
    portal,
    procedures_read,
    session_pages,
    sign_in,
    survey,
    who_agreed,
)
from feedback_app.access_file import access_file
from feedback_app.acknowledgements import Acknowledgements
from feedback_app.allowance import Allowances
from feedback_app.form_key import Clock
from feedback_app.incoming import Incoming
from feedback_app.intake import Intake
from feedback_app.links import Links
from feedback_app.outbox import Outbox
from feedback_app.sessions import Sessions
from feedback_app.settings import Settings
from feedback_app.signed_in import SignedIn
from feedback_app.suspects import guardian_page
from feedback_app.suspects.deciding import Desk
from feedback_app.upkeep.soundness import Soundness
from feedback_app.upkeep.tombstones import Tombstones
from feedback_app.writer import Writer

LARGEST_BODY = 64 * 1024
"""Bytes of the largest form that is read."""


def create_app(
    settings: Settings,
    *,
    collector_only: bool = False,
    writer: Writer | None = None,
    soundness: Soundness | None = None,
    clock: Clock = time.time,
) -> Flask:
    """The app for one data folder; with `collector_only`, the questionnaires alone: no sites, no access.

    Answers are stored by `writer`; without one, in the file that the settings name. What is wrong with the
    files `soundness` knows, as long as whoever composes the app has it look. `clock` says how long a form was
    being filled in.
    """
    app = Flask(__name__)
    app.request_class = Incoming
    # A template that asks for what it was not given fails, instead of showing nothing.
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost", urlsplit(settings.public_url).hostname]
    # A path is served as it was asked for: no redirect of our making may come before the gate.
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.url_map.redirect_defaults = False
    current.provide(app, settings)
    headers.set_up(app, settings.public_url)
    fingerprints.set_up(app)
    errors.set_up(app)
    writer = writer or Writer(settings.answers)
    app.register_blueprint(health.blueprint(soundness or Soundness(settings, writer)))
    app.register_blueprint(branding.blueprint)
    # What is answered in the demonstration is a sample, like the answers it began with.
    intake = Intake.of(settings, writer, clock)
    app.register_blueprint(survey.blueprint(intake, sample=settings.demo))
    if not collector_only:
        _open_the_house(app, settings, Desk(intake.quarantine, writer, Tombstones(settings.backups)))
    return app


def _open_the_house(app: Flask, settings: Settings, guardians: Desk) -> None:
    if settings.edited:
        mending.set_up(app)
    file = access_file(settings.access)
    signed_in = SignedIn(Sessions(file), settings)
    gate.set_up(app, signed_in.identify, sign_in.WAY_IN)
    desk = sign_in.Desk(Links(file), signed_in, Allowances(), Outbox(settings.smtp))
    app.register_blueprint(sign_in.blueprint(desk))
    app.register_blueprint(session_pages.blueprint(signed_in, guardians.quarantine))
    if settings.demo and settings.demo_key:
        app.register_blueprint(demo_links.blueprint(signed_in, settings.demo_key))
    acknowledgements = Acknowledgements(settings.acknowledgements)
    for room in (agreement, procedures_read, who_agreed):
        app.register_blueprint(room.blueprint(acknowledgements))
    app.register_blueprint(guardian_page.blueprint(guardians))
    app.register_blueprint(portal.blueprint)
