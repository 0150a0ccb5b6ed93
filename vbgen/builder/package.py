"""The parts of a .docx around the text, and the archive itself, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from vbgen.builder.wml import NAMESPACES, PARTS
from vbgen.form import Form

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = (2020, 3, 5, 0, 0, 0)  # any fixed day; this one is the decree's
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# What each part around the text is: its name, its relationship, where it stands.
_MARGINS = {
    "number": ("header1.xml", "header"),
    "top": ("header2.xml", "header"),
    "bare": ("header3.xml", "header"),
    "foot": ("footer1.xml", "footer"),
    "blank": ("footer2.xml", "footer"),
}
_CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_OFFICE}.fontTable+xml"/>'
    "{margins}"
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rIdStyles" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rIdSettings" Type="{_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rIdFonts" Type="{_RELATIONS}/fontTable" Target="fontTable.xml"/>'
    "{margins}</Relationships>"
)


def archive(document: str, styles: str, margins: Mapping[str, str], form: Form) -> bytes:
    """Return a .docx of these parts and the fixed ones.

    ``margins``: the content of headers and footers, by the names of ``wml.PARTS``.
    """
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.format(margins=_each(_OVERRIDE, margins)),
        "_rels/.rels": _ROOT,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _DOCUMENT.format(margins=_each(_RELATION, margins)),
        "word/styles.xml": styles,
        "word/settings.xml": _settings(form),
        "word/fontTable.xml": _fonts(form),
        **{f"word/{_MARGINS[key][0]}": _margin(key, text) for key, text in margins.items()},
        "docProps/core.xml": _core(form),
    }
    return _zipped(parts)


_OVERRIDE = f'<Override PartName="/word/{{name}}" ContentType="{_OFFICE}.{{kind}}+xml"/>'
_RELATION = f'<Relationship Id="{{ident}}" Type="{_RELATIONS}/{{kind}}" Target="{{name}}"/>'


def _each(pattern: str, margins: Mapping[str, str]) -> str:
    return "".join(
        pattern.format(name=name, kind=kind, ident=PARTS[key])
        for key, (name, kind) in _MARGINS.items()
        if key in margins
    )


def _margin(key: str, content: str) -> str:
    tag = "w:hdr" if _MARGINS[key][1] == "header" else "w:ftr"
    return f"{HEAD}<{tag} {NAMESPACES}>{content}</{tag}>"


def _zipped(parts: Mapping[str, str]) -> bytes:
    """Stored, not deflated: the bytes then do not depend on the zlib at hand."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as container:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 0
            container.writestr(entry, text.encode("utf-8"))
    return target.getvalue()


def _settings(form: Form) -> str:
    language = form.font.language
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts(form: Form) -> str:
    return (
        f'{HEAD}<w:fonts {NAMESPACES}><w:font w:name="{form.font.name}">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(form: Form) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{{{{ tieu_de }}}}</dc:title><dc:language>{form.font.language}</dc:language>"
        "</cp:coreProperties>"
    )
