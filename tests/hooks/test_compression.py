"""Each text of a site has a compressed copy beside it, the same on every day, and nothing passes for one."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from hooks.compression import TakenForACopy, compress, is_copy

TEXT = "Atendemos de lunes a viernes. " * 100


def laid(folder: Path, **files: str | bytes) -> Path:
    """Files by their names, in which two underscores stand for a dot."""
    folder.mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_text_has_a_copy_that_unpacks_to_the_same(tmp_path: Path) -> None:
    site = laid(tmp_path / "site", page__html=TEXT, tabla__csv=TEXT)

    compress(site)

    assert names(site) == ["page.html", "page.html.gz", "tabla.csv", "tabla.csv.gz"]
    assert gzip.decompress((site / "page.html.gz").read_bytes()) == TEXT.encode()


def test_what_would_save_nothing_has_none(tmp_path: Path) -> None:
    noise = os.urandom(4000)
    site = laid(tmp_path / "site", small__html="x" * 1023, acta__pdf=TEXT, logo__png=TEXT, noise__txt=noise)

    compress(site)

    assert names(site) == ["acta.pdf", "logo.png", "noise.txt", "small.html"]


def test_the_copy_tells_neither_name_nor_time(tmp_path: Path) -> None:
    one, other = (laid(tmp_path / name, page__html=TEXT) for name in ("one", "other"))
    os.utime(other / "page.html", (0, 0))
    (other / "page.html").rename(other / "another.html")

    compress(one)
    compress(other)

    packed = (one / "page.html.gz").read_bytes()
    assert packed == (other / "another.html.gz").read_bytes()
    assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def test_a_copy_that_is_there_already_stays(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT.encode(), mtime=1)
    site = laid(tmp_path / "site", sitemap__xml=TEXT, sitemap__xml__gz=packed, alone__csv__gz=b"other")

    compress(site)

    assert (site / "sitemap.xml.gz").read_bytes() == packed
    assert [is_copy(site / name) for name in names(site)] == [False, False, True]


@pytest.mark.parametrize(
    "other",
    [b"no gzip", gzip.compress(b"other"), gzip.compress(TEXT.encode())[:-9], gzip.compress(b"0" * 10**7)],
    # The time in them differs between the processes that run these.
    ids=["no gzip", "of another", "cut off", "of far too much"],
)
def test_what_would_be_sent_in_place_of_another_file_is_refused(tmp_path: Path, other: bytes) -> None:
    site = laid(tmp_path / "site", datos__csv=TEXT, datos__csv__gz=other)

    with pytest.raises(TakenForACopy) as refused:
        compress(site)

    assert str(refused.value) == "«datos.csv.gz» pasaría por «datos.csv» comprimido; póngale otro nombre"
