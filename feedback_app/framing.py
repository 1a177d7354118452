"""Where a request begins and ends: what could be read in two ways is refused, and the connection closed.

A proxy in front might read it in the other way, and take for another's request what follows.
"""

from __future__ import annotations

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import BadRequest

LONGEST_LINE = 4096
"""Bytes of what stands between two chunks or after the last; it is read anew with every byte that comes."""


class UnambiguousParser(HTTPRequestParser):
    """Reads a request of which there is only one reading (RFC 9112, sections 3.2.2 and 6.1)."""

    def received(self, data: bytes) -> int:
        """Read on; return how many bytes belong to this request."""
        consumed = super().received(data)
        if self.chunked and not self.completed and self._between_chunks() > LONGEST_LINE:
            self.error = BadRequest("What stands between chunks is too long.")
            self.completed = True
        if self.completed:
            # Whoever waits to be told to go on would else be told so, and the request not be answered.
            self.expect_continue = False
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the header fields. Raises ParsingError."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            # Python takes no number of more than 4300 digits.
            raise ParsingError("The length of the body is no number.") from error
        # What is left of a Transfer-Encoding is one that this version of HTTP does not have.
        if "TRANSFER_ENCODING" in self.headers or (self.chunked and "CONTENT_LENGTH" in self.headers):
            raise ParsingError("The length of the body is stated in two ways.")
        # An address written out in full; the published types leave it out.
        named = getattr(self, "proxy_netloc", "")
        if named and named != self.headers.get("HOST"):
            raise ParsingError("Two hosts are asked for.")

    def _between_chunks(self) -> int:
        body = self.body_rcv
        return len(getattr(body, "control_line", b"")) + len(getattr(body, "trailer", b""))
