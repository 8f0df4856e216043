"""PDF/UA-1 (ISO 14289-1) as far as a machine can check it, read with pikepdf.

Each finding names the failure condition of the Matterhorn Protocol 1.1 (PDF Association) that it meets.
``CONDITIONS`` is the whole list of what is looked for; what the papers never hold (forms, video, XFA …) is only
checked to be absent.
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

CONDITIONS = (
    "01-003", "01-004", "01-005", "01-007", "02-001", "02-003", "02-004", "06-001", "06-002", "06-003", "07-001",
    "07-002", "09-004", "09-005", "09-006", "11-001", "13-004", "14-002", "14-003", "14-006", "14-007", "15-003",
    "17-002", "19-003", "19-004", "20-001", "20-002", "20-003", "21-001", "25-001", "26-001", "26-002", "28-002",
    "28-004", "28-006", "28-007", "28-008", "28-009", "28-010", "28-011", "28-012", "28-014", "28-015", "28-016",
    "28-017", "28-018", "30-001", "30-002", "31-004", "31-005", "31-006", "31-009", "31-027", "31-028", "31-029",
)  # fmt: skip
"""The machine-checkable conditions that are decided here, of the 89 that the protocol lists."""

_STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
}  # fmt: skip
_SYNTAX = {"TR": "09-004", "TH": "09-004", "TD": "09-004", "TOCI": "09-006"}
_PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "EI"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_INSIDE = {
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TD": {"TR"},
    "TH": {"TR"},
    "TOCI": {"TOC"},
}


def findings(data: bytes) -> list[str]:
    """What is wrong with a file; nothing where all that is checked holds."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = list(_elements(pdf.Root.StructTreeRoot)) if "/StructTreeRoot" in pdf.Root else []
        return [
            *_document(pdf),
            *_pages(pdf, tree),
            *_structure(pdf, tree),
            *_annotations(pdf, tree),
            *_fonts(pdf),
            *_files(pdf),
        ]


def roles(data: bytes) -> list[tuple[int, str]]:
    """The tags in reading order, each with its depth."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [(depth, _role(pdf, element)) for element, depth, _ in _elements(pdf.Root.StructTreeRoot)]


def _elements(root: Dictionary) -> Iterator[tuple[Dictionary, int, Dictionary]]:
    """Each structure element with its depth and its parent."""

    def walk(parent: Dictionary, depth: int) -> Iterator[tuple[Dictionary, int, Dictionary]]:
        for kid in _kids(parent):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid, depth, parent
                yield from walk(kid, depth + 1)

    return walk(root, 0)


def _kids(element: Dictionary) -> list[Object | int]:
    kids = element.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _role(pdf: Pdf, element: Dictionary) -> str:
    name, roles = element.S, pdf.Root.StructTreeRoot.get("/RoleMap", {})
    for _ in range(10):
        if name not in roles:
            return str(name)[1:]
        name = roles[name]
    return "circular"


def _document(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "26-001, 26-002 encrypted"
    if "/StructTreeRoot" not in root:
        yield "01-005 no tags at all"
    marks = root.get("/MarkInfo", {})
    if not marks.get("/Marked", False):
        yield "not marked as tagged (ISO 14289-1, 6.2)"
    if marks.get("/Suspects", False):
        yield "01-007 suspect"
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "06-002 says nothing of PDF/UA"
        if not metadata.get("dc:title"):
            yield "06-003 no title"
    if "/Metadata" not in root:
        yield "06-001 no metadata"
    if "/ViewerPreferences" not in root or "/DisplayDocTitle" not in root.ViewerPreferences:
        yield "07-001 the title is not shown"
    elif not root.ViewerPreferences.DisplayDocTitle:
        yield "07-002 the title is not shown"
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "11-001 no language"
    if "/AcroForm" in root and "/XFA" in root.AcroForm:
        yield "25-001 XFA"
    if "/OCProperties" in root:
        yield "20-001, 20-002, 20-003 layers"
    if "/OpenAction" in root or "/JavaScript" in root.get("/Names", {}):
        yield "does something when opened"


def _pages(pdf: Pdf, tree: list[tuple[Dictionary, int, Dictionary]]) -> Iterator[str]:
    """Every content item belongs to one structure element or is an artifact."""
    owned: dict[tuple[int, int], int] = {}
    for element, _, _ in tree:
        for page, number in _content(element):
            owned[page, number] = owned.get((page, number), 0) + 1
    for at, page in enumerate(pdf.pages, 1):
        key, found = page.obj.objgen[0], set[int]()
        open_marks: list[tuple[str, int | None]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                tag = str(operands[0])
                details = operands[1] if name == "BDC" else {}
                number = int(details.MCID) if isinstance(details, Dictionary) and "/MCID" in details else None
                if tag == "/Artifact" and any(each is not None for _, each in open_marks):
                    yield f"01-003 page {at}: an artifact inside tagged content"
                if number is not None:
                    if any(each == "/Artifact" for each, _ in open_marks):
                        yield f"01-004 page {at}: tagged content inside an artifact"
                    found.add(number)
                open_marks.append((tag, number))
            elif name == "EMC":
                open_marks.pop()
            elif name in _PAINTS and not any(tag == "/Artifact" or number is not None for tag, number in open_marks):
                yield f"01-005 page {at}: {name} is neither tagged nor an artifact"
            if name == "Do":
                yield from (f"{each} (page {at})" for each in _form(page.Resources.XObject[operands[0]]))
        for number in found:
            if owned.get((key, number)) != 1:
                yield f"01-005 page {at}: content {number} belongs to {owned.get((key, number), 0)} elements"
        if missing := {number for page_, number in owned if page_ == key} - found:
            yield f"01-005 page {at}: no content {sorted(missing)}"


def _form(drawing: Object) -> Iterator[str]:
    if "/Ref" in drawing:
        yield "30-001 a reference to another file"
    if "/StructParents" in drawing:
        yield "30-002 a form with content items of its own"


def _content(element: Dictionary) -> Iterator[tuple[int, int]]:
    page = element.get("/Pg")
    for kid in _kids(element):
        if isinstance(kid, int):
            assert page is not None
            yield page.objgen[0], kid
        elif isinstance(kid, Dictionary) and "/MCID" in kid:
            yield (kid.get("/Pg") or page).objgen[0], int(kid.MCID)


def _structure(pdf: Pdf, tree: list[tuple[Dictionary, int, Dictionary]]) -> Iterator[str]:
    level, first_heading = 0, True
    for element, _, parent in tree:
        role = _role(pdf, element)
        inside = _role(pdf, parent) if "/S" in parent else ""
        if role not in _STANDARD:
            yield f"{'02-003' if role == 'circular' else '02-001'} {role} is no standard type"
        if str(element.S)[1:] in _STANDARD and role != str(element.S)[1:]:
            yield f"02-004 {element.S} is remapped"
        if not _kids(element) and role not in ("TD", "TH"):
            yield f"empty {role}"
        if role in _INSIDE and inside not in _INSIDE[role]:
            yield f"{_SYNTAX.get(role, '09-005')} {role} inside {inside}"
        if role == "L":
            kids = {_role(pdf, kid) for kid in _kids(element) if isinstance(kid, Dictionary)}
            if not kids <= {"LI", "L", "Caption"} or not kids:
                yield f"09-005 a list of {sorted(kids)}"
            if not _attribute(element, "/ListNumbering"):
                yield "a list that does not say how it is numbered (ISO 14289-1, 7.6)"
        if role == "LI" and not {_role(pdf, kid) for kid in _kids(element) if isinstance(kid, Dictionary)} <= {
            "Lbl",
            "LBody",
        }:
            yield "09-005 a list item of something else"
        if role in ("Figure", "Formula") and not str(element.get("/Alt", "")).strip():
            yield f"{'13-004' if role == 'Figure' else '17-002'} {role} without words"
        if role == "H":
            yield "14-006, 14-007 headings without levels"
        if found := re.fullmatch(r"H(\d)", role):
            if first_heading and found[1] != "1":
                yield f"14-002 the first heading is {role}"
            if int(found[1]) > level + 1 and not first_heading:
                yield f"14-003 {role} after H{level}"
            level, first_heading = int(found[1]), False
        if role == "Table" and not any(_role(pdf, each) == "TH" for each, _, _ in _elements(element)):
            yield "15-003 a table without headers"
        if role == "Note":
            yield "19-003, 19-004 a note, whose name is not looked at"
        if "/Lang" in element and not _LANGUAGE.fullmatch(str(element.Lang)):
            yield f"11-001 {element.Lang} is no language"


def _attribute(element: Dictionary, name: str) -> Object | None:
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(each, Dictionary) and name in each:
            return each[name]
    return None


def _annotations(pdf: Pdf, tree: list[tuple[Dictionary, int, Dictionary]]) -> Iterator[str]:
    tagged = {
        kid.Obj.objgen: _role(pdf, element)
        for element, _, _ in tree
        for kid in _kids(element)
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
    }
    for at, page in enumerate(pdf.pages, 1):
        annotations = page.get("/Annots", [])
        if len(annotations) and page.get("/Tabs") != Name.S:
            yield f"{'28-009' if '/Tabs' in page else '28-008'} page {at}: the tab order is not that of the tags"
        for each in annotations:
            if each.Subtype != Name.Link:
                # Only links are expected, so the conditions for each other kind of annotation hold by its absence.
                yield f"28-002, 28-006, 28-007, 28-010, 28-014 to 28-018 page {at}: {each.Subtype}"
                continue
            if tagged.get(each.objgen) != "Link":
                yield f"28-011 page {at}: a link outside Link"
            if not str(each.get("/Contents", "")):
                yield f"28-004, 28-012 page {at}: a link without words"


def _fonts(pdf: Pdf) -> Iterator[str]:
    fonts = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font]
    if not fonts:
        yield "31-009 no fonts"
    for font in fonts:
        name = str(font.get("/BaseFont"))
        descriptor = font.get("/FontDescriptor")
        if descriptor is not None and not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"31-009 {name} is not embedded"
        if font.Subtype == Name.Type0:
            if str(font.Encoding) not in ("/Identity-H", "/Identity-V"):
                yield f"31-006 {name}: an encoding of its own"
            if "/ToUnicode" not in font:
                yield f"31-027 {name}: no way back to Unicode"
            elif re.search(rb"<0000>\s*$|<FEFF>\s*$|<FFFE>\s*$", font.ToUnicode.read_bytes(), re.MULTILINE):
                yield f"31-028, 31-029 {name}: glyphs without letters"
        elif font.Subtype == Name.CIDFontType2:
            if "/CIDToGIDMap" not in font:
                yield f"31-005 {name}: glyphs are not found"
            elif isinstance(font.CIDToGIDMap, Name) and font.CIDToGIDMap != Name.Identity:
                yield f"31-004 {name}: glyphs are not found"
        elif font.Subtype != Name.CIDFontType0:
            yield f"{name}: {font.Subtype}, which is not looked at"


def _files(pdf: Pdf) -> Iterator[str]:
    for name, file in pdf.attachments.items():
        if not {"/F", "/UF", "/AFRelationship", "/Desc"} <= set(file.obj.keys()):
            yield f"21-001 {name} lacks a name, a relation or a description"
