"""Regulations (quy chế) issued with a decision: chapters and articles from data, numbered here.

Which articles there are depends on what is regulated (software, or a way of working); articles of
the office's own (``bo-sung: dieu``) come as a chapter before the duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from vbgen import resources
from vbgen.documents.kept import keeps, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.documents.wording import within
from vbgen.vi.letters import lower, lower_first, roman, upper

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

ISSUING = re.compile(r"^(?:về việc )?ban hành (quy chế|quy định|nội quy)\s*", re.IGNORECASE)
REGULATED = re.compile(r"(phần mềm|hệ thống|cơ sở dữ liệu) .+", re.IGNORECASE)
OWN_TITLE = "QUY ĐỊNH CỤ THỂ"
DUTIES = "TRÁCH NHIỆM CỦA ĐƠN VỊ, CÁ NHÂN"
_PLACE = re.compile(r"\{(bs\.)?(\w+)\}")

Chapter = Mapping[str, Any]


@cache
def _chapters() -> tuple[Chapter, ...]:
    from ruamel.yaml import YAML

    text = resources.data("regulations", "quy-che.yml").read_text(encoding="utf-8")
    return tuple(YAML(typ="safe").load(text)["chuong"])


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the name of the regulations and their body as paragraphs with levels."""
    sub_plan.enrich(maker, values)
    subject = " ".join(maker.draft.subject.split())
    about = ISSUING.sub("", subject)
    kind = ISSUING.match(subject)
    word = lower(kind[1]).capitalize() if kind else "Quy chế"
    regulated = REGULATED.search(about)
    short = lower(regulated[1]).capitalize() if regulated else ""
    names = {
        "viec": lower_first(about).removeprefix("về "),
        "goi_tat": short,
        "goi_tat_mo": f" (sau đây gọi tắt là {short})" if short else "",
        "loai": word,
        "co_quan": values["co_quan"]["goi"],
        "dau_moi": values["dau_moi"],
        "phoi_hop": within(", ".join(values["cac_phoi_hop"])) or "các đơn vị có liên quan",
    }
    values["ten_quy_che"] = lower_first(about)
    values["loai_quy_che"] = word
    values["loai_quy_che_hoa"] = upper(word)
    values["tieu_de_quy_che"] = about[:1].upper() + about[1:]
    values["quy_che"] = closed(maker, list(body(maker, names, lower(about))))


def closed(maker: Maker, paragraphs: list[dict[str, str]]) -> list[dict[str, Any]]:
    """End the last paragraph with ``./.`` and make the texts what the templates print."""
    *first, last = paragraphs
    ended = [*first, {**last, "chu": f"{last['chu'].rstrip('.')}./."}]
    return [{**p, "chu": maker.dossier.rich(p["chu"])} for p in ended]


def body(maker: Maker, names: Mapping[str, str], about: str) -> Iterator[dict[str, str]]:
    """Yield chapters, articles and clauses, numbered in one run through the document."""
    article = 0
    for number, chapter in enumerate(chosen(maker, about), 1):
        yield {
            "cap": "chuong",
            "so": f"Chương {roman(number)}",
            "chu": chapter["ten"],
        }
        for one in chapter["dieu"]:
            article += 1
            yield _line(maker, "dieu_de_muc", f"Điều {article}.", one["ten"], names)
            clauses = one["khoan"]
            for index, text in enumerate(clauses, 1):
                label = f"{index}. " if len(clauses) > 1 else ""
                yield _line(maker, "khoan", "", f"{label}{text}", names)


def chosen(maker: Maker, about: str) -> list[Chapter]:
    """Return the chapters and articles that fit what is regulated, the office's own among them."""
    found: list[Chapter] = []
    for chapter in _chapters():
        if chapter["ten"] == DUTIES and (own := _own(maker)):
            found.append({"ten": OWN_TITLE, "dieu": own})
        articles = [one for one in chapter["dieu"] if _fits(one, about)]
        if articles and _fits(chapter, about):
            found.append({"ten": chapter["ten"], "dieu": articles})
    return found


def _own(maker: Maker) -> list[dict[str, Any]]:
    if not keeps(maker, "dieu"):
        return []
    rows = kept_rows(maker, "dieu")
    return [{"ten": str(row["ten"]), "khoan": _clauses(row["khoan"])} for row in rows]


def _clauses(value: Any) -> list[str]:
    return [str(text) for text in value] if isinstance(value, tuple) else [str(value)]


def _fits(entry: Mapping[str, Any], about: str) -> bool:
    words = entry.get("khi")
    others = entry.get("khi_khong", ())
    return (not words or any(w in about for w in words)) and not any(w in about for w in others)


def _line(
    maker: Maker, level: str, label: str, text: str, names: Mapping[str, str]
) -> dict[str, str]:
    def one(match: re.Match[str]) -> str:
        return str(maker.answers[match[2]]) if match[1] else names[match[2]]

    return {"cap": level, "so": label, "chu": _PLACE.sub(one, text)}
