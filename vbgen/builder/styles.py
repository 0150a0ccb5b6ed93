"""``styles.xml``: each component of the form as a named Word style."""

from __future__ import annotations

from vbgen.builder.wml import NAMESPACES, twips
from vbgen.form import Component, Form, LineStyle
from vbgen.form.measure import text_width

ALIGN = {"centre": "center", "justify": "both", "left": "left"}
GAP = "VBSectionEnd"
AIR = "VBAir"
STRONG = "VBStrong"
FRAME_TABLE = "VBFrame"
CLOSING_TABLE = "VBClosing"
GRID_TABLE = "VBGrid"
BOX_TABLE = "VBBox"
URGENCY_TABLE = "VBUrgencyFrame"
CIRCULATION_TABLE = "VBCirculationFrame"
_CLOSING_GAP = 240  # twips of air above recipients and authority

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    '<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    '<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)


def styles_xml(form: Form) -> str:
    """Return the whole part, sizes as in the form's default header set and body size."""
    font = form.font
    half = round(form.default[1] * 2)
    defaults = _DEFAULTS.format(font=font.name, colour=font.colour, size=half, lang=font.language)
    styles = [
        *(_component(form, component) for component in form.components.values()),
        *(_line(line) for line in form.lines.values()),
        *_spacers(),
        _strong(form),
        *_tables(form.components["urgency"].colour),
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:styles {NAMESPACES}>{defaults}{_NORMAL}{''.join(styles)}</w:styles>"


def _component(form: Form, component: Component) -> str:
    marks = ("<w:b/><w:bCs/>" if component.bold else "") + (
        "<w:i/><w:iCs/>" if component.italic else ""
    )
    marks += f'<w:color w:val="{component.colour}"/>' if component.colour else ""
    half = round(form.size(component.key) * 2)
    return _paragraph_style(
        component.style_id,
        component.style,
        _keep(component.keep_next)
        + _spacing(form, component)
        + _indents(form, component)
        + f'<w:jc w:val="{ALIGN[component.align]}"/>',
        f'{marks}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>',
    )


def _paragraph_style(ident: str, name: str, paragraph: str, run: str = "") -> str:
    rpr = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{ident}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{rpr}</w:style>"
    )


def _keep(next_too: bool) -> str:
    return "<w:keepNext/>" if next_too else ""


def _spacing(form: Form, component: Component) -> str:
    line = round((component.line or form.paragraph.line) * 240)
    before, after = round(component.before * 20), round(component.after * 20)
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _indents(form: Form, component: Component) -> str:
    left = _left(form, component.left)
    first = twips(form.paragraph.indent) if component.indent == "body" else 0
    if component.side:
        side = twips(getattr(form.placement, component.side))
        return f'<w:ind w:left="{side}" w:right="{side}"/>'
    if not left and not first:
        return ""
    return f'<w:ind w:left="{left}" w:firstLine="{first}"/>'


def _left(form: Form, name: str) -> int:
    """The left indent in twips; the addressees' dashes stand under the colon of Kính gửi."""
    if name == "addressee_indent":
        return twips(form.placement.addressee_indent)
    if name == "addressee_colon":
        label = form.literals["addressees"].text.rstrip(":")
        wide = round(text_width(label, form.size("addressees")) * 20)
        return max(
            twips(form.placement.addressee_indent) + wide, twips(form.placement.addressee_dash)
        )
    return 0


def _line(line: LineStyle) -> str:
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    return _paragraph_style(
        line.style_id,
        line.style,
        _keep(line.keep_next)
        + border
        + f'<w:spacing w:before="80" w:after="{round(line.after * 20)}" w:line="80" '
        + 'w:lineRule="exact"/>',
    )


def _spacers() -> tuple[str, str]:
    """Paragraphs without text: one that Word demands after a table, one for air above it."""
    none, six = (
        f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
        for twips in (20, 120)
    )
    gap = _paragraph_style(GAP, "VB Ngắt phần", none)
    return gap, _paragraph_style(AIR, "VB Cách bảng", f"<w:keepNext/>{six}")


def _strong(form: Form) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{STRONG}">'
        f'<w:name w:val="{form.strong_style}"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    )


def _tables(urgent: str) -> tuple[str, ...]:
    thin = _edges("auto")
    return (
        _table_style(FRAME_TABLE, "VB Khung", "", 0),
        _table_style(CLOSING_TABLE, "VB Khung ký", "", 0, top=_CLOSING_GAP),
        _table_style(GRID_TABLE, "VB Bảng", f"<w:tblBorders>{thin}</w:tblBorders>", 57),
        _table_style(
            BOX_TABLE, "VB Phiếu", f"<w:tblBorders>{thin}</w:tblBorders>", 113, top=57, bottom=57
        ),
        _table_style(
            URGENCY_TABLE, "VB Khung độ khẩn", f"<w:tblBorders>{_edges(urgent)}</w:tblBorders>", 0
        ),
        _table_style(
            CIRCULATION_TABLE, "VB Khung lưu hành", f"<w:tblBorders>{thin}</w:tblBorders>", 0
        ),
    )


def _edges(colour: str) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>' for side in sides
    )


def _table_style(
    ident: str, name: str, borders: str, side: int, *, top: int = 0, bottom: int = 0
) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{borders}<w:tblCellMar>'
        f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
