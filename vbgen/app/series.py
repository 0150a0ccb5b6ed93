"""Number series: an issuer and a base type, all letters one; types joined where the office says so.

The head of an office decides how numbers are split (Đ15.1.c). Setting ``cai_dat.khac.day_so`` of
``van-phong.yaml``: ``chung`` gives each issuer one series for everything;
``quyet-dinh + quy-che, giay-moi + cong-van`` joins those types.
"""

from __future__ import annotations

from vbgen.app.targets import base_of
from vbgen.documents.decree_types import decree_types
from vbgen.errors import UserError
from vbgen.model.fields import did_you_mean
from vbgen.model.office import Settings
from vbgen.vi.unicode import fold

SETTING = "day_so"
COMMON = "chung"


def series_of(settings: Settings, issuer: str, slug: str) -> str:
    """Return the key of a series: issuer (code, or name of a body without one) and types."""
    base = base_of(slug)
    kind = base.slug if base else slug
    setting = settings.values.get(SETTING, "").strip()
    if setting == COMMON:
        kind = COMMON
    else:
        kind = next(("+".join(g) for g in _groups(setting) if kind in g), kind)
    return f"{fold(issuer)}/{kind}"


def _groups(setting: str) -> list[list[str]]:
    """Read the types that share their numbers; a word that is no type is an error."""
    groups = [sorted(p.strip() for p in g.split("+")) for g in setting.split(",") if g.strip()]
    for group in groups:
        for slug in group:
            if slug not in decree_types():
                raise UserError.at(
                    "van-phong.yaml · cai_dat.khac.day_so",
                    f'"{slug}" không phải loại văn bản',
                    "chung, hoặc các loại dùng chung số nối bằng dấu +, cách nhau bằng dấu phẩy",
                    did_you_mean(slug, decree_types(), "ví dụ: quyet-dinh + quy-che"),
                )
    return groups
