"""`/healthz`: whether the app can do its work, for whoever started it and for monitors."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from feedback_app import current
from luz.published import NothingPublished

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 once there is something to serve."""
    try:
        current.published()
    except NothingPublished:
        return jsonify(status="nothing published"), 503
    return jsonify(status="ok"), 200
