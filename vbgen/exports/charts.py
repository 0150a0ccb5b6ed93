"""A page of charts at the end of a report: bars by group and by unit, readable in black and white.

Each kind of bar differs by hatching, not by colour alone, and each picture says in words what it
shows. Drawn by matplotlib, an extra; without it a clear refusal.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from vbgen import form
from vbgen.errors import UsageError

EMU_PER_MM = 36000
WIDTH = 160.0  # mm: fits an upright page
MOST_BARS = 13  # so many bars to a picture: no higher than a page that lies on its side
# What is drawn together, its places in the partition, shade and hatching.
PARTS = (
    ("Hoàn thành", ("done_on_time", "done_late"), "#404040", ""),
    ("Đang thực hiện, còn hạn", ("doing", "not_due"), "#d9d9d9", "//"),
    ("Quá hạn", ("overdue",), "#ffffff", "xx"),
    ("Chưa báo cáo", ("not_reported",), "#ffffff", ""),
    ("Khác", ("not_arising", "stopped"), "#a6a6a6", ".."),
)
_RELS, _TYPES, _DOCUMENT = (
    "word/_rels/document.xml.rels", "[Content_Types].xml", "word/document.xml",
)  # fmt: skip
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its title, what it says in words, and its height in mm."""

    title: str
    text: str
    png: bytes
    height: float


Bars = Sequence[tuple[str, Mapping[str, int]]]


def charts(facts: Mapping[str, Any]) -> tuple[Chart, ...]:
    """Return the charts of a report; UsageError without matplotlib."""
    label = facts["period"]["label"]
    groups = [
        (f"{number}. {facts['groups'][number]['name']}", counts)
        for number, counts in facts["by_group"].items()
    ]
    units = list(facts["by_unit"].items())
    return (
        *_series(f"Sản phẩm theo nhóm nhiệm vụ, {label}", groups),
        *_series(f"Sản phẩm theo đơn vị chủ trì, {label}", units),
    )


def _series(title: str, bars: Bars) -> Iterator[Chart]:
    """Yield as many charts as the bars need."""
    for start in range(0, len(bars), MOST_BARS):
        more = f" (tiếp, từ thứ {start + 1})" if start else ""
        yield _chart(title + more, bars[start : start + MOST_BARS])


def _chart(title: str, bars: Bars) -> Chart:
    height = 28 + 9 * len(bars)
    return Chart(title, _in_words(title, bars), _draw(bars, height), height)


def _in_words(title: str, bars: Bars) -> str:
    """Return the alternative text: every number that the bars show."""
    told = []
    for name, counts in bars:
        parts = [f"{part.lower()} {n}" for part, n in _sums(counts) if n]
        told.append(f"{name}: {', '.join(parts) or 'không có'}")
    return f"Biểu đồ thanh ngang. {title}. {'; '.join(told)}."


def _sums(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name, sum(counts[key] for key in keys)) for name, keys, _, _ in PARTS]


def _draw(bars: Bars, height: float) -> bytes:
    try:
        import matplotlib
    except ImportError as error:
        raise UsageError.at(
            "--charts",
            "chưa cài gói vẽ biểu đồ",
            "gói matplotlib",
            'cài bằng `pip install "vbgen[charts]"`, hoặc bỏ --charts',
        ) from error
    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    with matplotlib.rc_context(
        {"font.family": "DejaVu Serif", "font.size": 9, "hatch.linewidth": 0.6}
    ):
        figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), layout="constrained")
        axes = figure.subplots()
        _plot(axes, bars)
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
        out = io.BytesIO()
        figure.savefig(out, format="png", dpi=200, metadata={"Software": None})
    return out.getvalue()


def _plot(axes: Any, bars: Bars) -> None:
    names = [_wrapped(name) for name, _ in bars]
    left = [0] * len(bars)
    for index, (label, _, shade, hatch) in enumerate(PARTS):
        values = [_sums(counts)[index][1] for _, counts in bars]
        if not any(values):
            continue
        drawn = axes.barh(
            range(len(bars)), values, left=left, color=shade, edgecolor="black", hatch=hatch,
            label=label, height=0.62, linewidth=0.7,
        )  # fmt: skip
        ink = "white" if shade == "#404040" else "black"
        told = [str(v) if v else "" for v in values]
        axes.bar_label(
            drawn, told, label_type="center", color=ink, fontsize=8,
            bbox=None if ink == "white" else {"fc": "white", "ec": "none", "pad": 0.6},
        )  # fmt: skip
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.set_yticks(range(len(bars)), names)
    axes.invert_yaxis()
    axes.set_xlabel("Số sản phẩm")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.spines[["top", "right"]].set_visible(False)


def _wrapped(name: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(name, 32)[:3])


def with_charts(document: bytes, facts: Mapping[str, Any]) -> bytes:
    """Return a .docx with a page of charts put at its end."""
    found = charts(facts)
    return _insert(document, found) if found else document


def _insert(document: bytes, found: Sequence[Chart]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts[_DOCUMENT].decode("utf-8")
    at = xml.rindex("<w:sectPr")
    parts[_DOCUMENT] = (xml[:at] + _page(found) + xml[at:]).encode("utf-8")
    relations = "".join(
        f'<Relationship Id="rIdChart{n}" Type="{_IMAGE}" Target="media/bieu-do-{n}.png"/>'
        for n in range(1, len(found) + 1)
    )
    parts[_RELS] = _before(parts[_RELS], "</Relationships>", relations)
    if b'Extension="png"' not in parts[_TYPES]:
        kind = '<Default Extension="png" ContentType="image/png"/>'
        text = parts[_TYPES].decode("utf-8")
        start = text.index("<Types")
        at = text.index(">", start) + 1
        parts[_TYPES] = (text[:at] + kind + text[at:]).encode("utf-8")
    for n, chart in enumerate(found, 1):
        parts[f"word/media/bieu-do-{n}.png"] = chart.png
    return _zipped(parts)


def _before(data: bytes, tag: str, more: str) -> bytes:
    return data.decode("utf-8").replace(tag, more + tag).encode("utf-8")


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _page(found: Sequence[Chart]) -> str:
    rules = form.load("nd30").components
    title, body = rules["appendix_title"].style_id, rules["body_centre"].style_id
    head = (
        f'<w:p><w:pPr><w:pStyle w:val="{title}"/><w:pageBreakBefore/></w:pPr>'
        "<w:r><w:t>BIỂU ĐỒ TIẾN ĐỘ</w:t></w:r></w:p>"
    )
    pieces = [head]
    for number, chart in enumerate(found, 1):
        pieces.append(
            f'<w:p><w:pPr><w:pStyle w:val="{body}"/><w:keepNext/></w:pPr>'
            f"<w:r><w:t>{escape(chart.title)}</w:t></w:r></w:p>"
            f'<w:p><w:pPr><w:pStyle w:val="{body}"/></w:pPr>'
            f"<w:r>{_picture(chart, number)}</w:r></w:p>"
        )
    return "".join(pieces)


def _picture(chart: Chart, number: int) -> str:
    wide, high = round(WIDTH * EMU_PER_MM), round(chart.height * EMU_PER_MM)
    size = f'cx="{wide}" cy="{high}"'
    told = f'name="Biểu đồ {number}" descr={quoteattr(chart.text)}'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent {size}/><wp:docPr id="{900 + number}" {told}/>'
        f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_DRAWING}picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr><pic:cNvPr id="{900 + number}" '
        f"{told}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="rIdChart{number}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
