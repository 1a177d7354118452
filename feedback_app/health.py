"""`/healthz`: whether the app can do its work, for whoever started it and for monitors."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from feedback_app import current
from feedback_app.upkeep.soundness import Soundness
from luz.published import NothingPublished


def blueprint(soundness: Soundness) -> Blueprint:
    """The address that says whether all is well."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> tuple[Response, int]:
        """200 while there is something to serve, and no file, disk or writer fails; else what is wrong."""
        try:
            current.published()
        except NothingPublished:
            return jsonify(status="nothing published"), 503
        problems = soundness.problems()
        if problems:
            return jsonify(status="failing", problems=problems), 503
        return jsonify(status="ok"), 200

    return health
