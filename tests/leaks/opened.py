"""A page as Chromium has it: what ran, what could run, and of what it is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.feedback_app.served import Served
from tests.leaks.hostile import SUM

_LOOK = """() => {
  const addresses = ["href", "src", "action", "formaction", "srcdoc", "data", "xlink:href"];
  const runs = (one) => one.name.startsWith("on") || one.name === "srcdoc" ||
    (addresses.includes(one.name) && /^\\s*(javascript|vbscript|data:text)/i.test(one.value));
  const found = [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(runs));
  return [String(window.PWN), found.map((one) => one.outerHTML.slice(0, 160)), document.body.innerText];
}"""
# The browser's own reading, before any script has had its way with the page.
_PARTS = """(html) => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("*")]
  .map((one) => [one.tagName, ...[...one.attributes].map((attribute) => attribute.name).sort()].join(" "))"""
_REFUSED = "the server responded with a status of"


@dataclass
class Window:
    """One window of one person, and the list in which all that the browser complains of is found."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def faults(self, address: str) -> list[str]:
        """Open an address; all that is wrong there."""
        self.complaints.clear()
        self.page.goto(address, wait_until="load")
        return self.faults_here()

    def faults_here(self) -> list[str]:
        """What ran in the page that is open, what could run, what was computed, and any complaint."""
        ran, could, text = self.page.evaluate(_LOOK)
        return [
            *([f"ran: {ran}"] if ran != "undefined" else []),
            *(["a template read it"] if SUM in text else []),
            *could,
            *(one for one in self.complaints if _REFUSED not in one),
        ]

    def parts(self, html: str) -> Counter[str]:
        """How often each kind of element stands in a page: its tag and the names of its attributes."""
        return Counter(self.page.evaluate(_PARTS, html))


def window(chromium: Browser, server: Served) -> Window:
    """A new window for whoever asks with the cookie of `server`."""
    address = f"http://127.0.0.1:{server.port}"
    context = chromium.new_context(base_url=address, locale="es-ES")
    name, _, value = server.cookie.partition("=")
    if name:
        context.add_cookies([{"name": name, "value": value, "url": address}])
    opened = Window(context.new_page())
    page, complaints = opened.page, opened.complaints
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def refuse(dialog: Any) -> None:
        complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse)
    return opened
