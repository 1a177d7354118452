"""The corporate colours as CSS variables that anyone can read on: for the sites, the survey and Datasette.

A brand names two colours; whether text in them, or on them, can be read is computed here (WCAG 2.2, 1.4.3),
and a colour that fails is darkened, or lightened for the dark scheme, just as far as it must be.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Protocol

from wcag_contrast_ratio import rgb

READABLE = 4.5
"""The least contrast of text with its background at level AA."""
AT_EASE = 6.5
"""What we ask of light text on dark, where the least contrast tires."""

WHITE = "#ffffff"
BLACK = "#000000"
LIGHT_SURFACE = "#f4f5f3"
"""The darkest plain background in the light scheme."""
DARK_SURFACE = "#20262a"
"""The lightest plain background in the dark scheme."""

_STEPS = 50


class BrandColours(Protocol):
    """What is needed of a brand: two colours, each `#` and six hexadecimal digits."""

    @property
    def primary(self) -> str: ...
    @property
    def accent(self) -> str: ...


@dataclass(frozen=True)
class Palette:
    """Every colour derived from the brand; each becomes the CSS variable `--luz-<name>`.

    `primary` and `accent` are backgrounds for white text; `link` and `mark` are texts on light backgrounds,
    `link_dark` and `mark_dark` on dark ones; the tints are backgrounds for links and for ordinary text.
    """

    primary: str
    accent: str
    link: str
    mark: str
    tint: str
    link_dark: str
    mark_dark: str
    tint_dark: str


def palette_of(brand: BrandColours) -> Palette:
    """The palette of a company's brand."""
    tint = mixed(brand.primary, WHITE, 0.07)
    tint_dark = mixed(brand.primary, DARK_SURFACE, 0.18)
    return Palette(
        primary=readable(brand.primary, WHITE, towards=BLACK),
        accent=readable(brand.accent, WHITE, towards=BLACK),
        link=readable(brand.primary, LIGHT_SURFACE, tint, towards=BLACK),
        mark=readable(brand.accent, LIGHT_SURFACE, tint, towards=BLACK),
        tint=tint,
        link_dark=readable(brand.primary, DARK_SURFACE, tint_dark, towards=WHITE, least=AT_EASE),
        mark_dark=readable(brand.accent, DARK_SURFACE, tint_dark, towards=WHITE, least=AT_EASE),
        tint_dark=tint_dark,
    )


def css_variables(palette: Palette) -> str:
    """The palette as one CSS rule, to be linked before any style that uses it."""
    lines = (
        f"  --luz-{field.name.replace('_', '-')}: {getattr(palette, field.name)};"
        for field in fields(palette)
    )
    return "\n".join((":root {", *lines, "}", ""))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white)."""
    return float(rgb(_channels(one), _channels(other)))


def mixed(colour: str, base: str, share: float) -> str:
    """A colour laid over a base: `share` of the colour, from 0 to 1, the rest of the base."""
    pairs = zip(_channels(colour), _channels(base), strict=True)
    return "#" + "".join(f"{round(255 * (share * top + (1 - share) * under)):02x}" for top, under in pairs)


def readable(colour: str, *backgrounds: str, towards: str, least: float = READABLE) -> str:
    """The first colour, on the way from `colour` to another, that can be read on all backgrounds."""
    for step in range(_STEPS):
        candidate = mixed(colour, towards, 1 - step / _STEPS)
        if all(contrast(candidate, background) >= least for background in backgrounds):
            return candidate
    return towards


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
