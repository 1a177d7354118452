"""The palette keeps a good colour as it is, and makes any other readable."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from luz.brand import (
    DARK_SURFACE,
    LIGHT_SURFACE,
    READABLE,
    WHITE,
    contrast,
    css_variables,
    mixed,
    palette_of,
)


@dataclass(frozen=True)
class Colours:
    primary: str
    accent: str


colours = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == 21


def test_mixing_half_of_black_into_white_gives_grey() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_a_dark_corporate_colour_is_kept_as_it_is() -> None:
    palette = palette_of(Colours("#1b4d3e", "#8a3b1c"))

    assert (palette.primary, palette.accent, palette.link) == ("#1b4d3e", "#8a3b1c", "#1b4d3e")


def test_a_pale_corporate_colour_is_darkened_only_as_far_as_it_must() -> None:
    palette = palette_of(Colours("#7fc8a9", "#f2c14e"))

    assert READABLE <= contrast(palette.primary, WHITE) < READABLE + 0.5


@given(colours, colours)
def test_every_text_of_every_palette_can_be_read(primary: str, accent: str) -> None:
    palette = palette_of(Colours(primary, accent))

    pairs = (
        (palette.primary, WHITE),
        (palette.accent, WHITE),
        *((text, back) for text in (palette.link, palette.mark) for back in (LIGHT_SURFACE, palette.tint)),
        *(
            (text, back)
            for text in (palette.link_dark, palette.mark_dark)
            for back in (DARK_SURFACE, palette.tint_dark)
        ),
    )
    assert [pair for pair in pairs if contrast(*pair) < READABLE] == []


def test_the_palette_becomes_one_rule_of_css_variables() -> None:
    css = css_variables(palette_of(Colours("#1b4d3e", "#8a3b1c")))

    assert css.splitlines()[:3] == [":root {", "  --luz-primary: #1b4d3e;", "  --luz-accent: #8a3b1c;"]
    assert css.splitlines()[-2:] == [
        f"  --luz-tint-dark: {palette_of(Colours('#1b4d3e', '#8a3b1c')).tint_dark};",
        "}",
    ]
