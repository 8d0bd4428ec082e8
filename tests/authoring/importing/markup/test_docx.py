"""Word documents: headings of whatever name, questions in bold, soft breaks; and archives that are no documents."""

from __future__ import annotations

import zipfile

import pytest
from word import W, document, paragraph, parts, relation, run
from workbooks import archive

from faqbot.authoring.importing.document import Block, Document, Source
from faqbot.authoring.importing.markup import docx
from faqbot.base.errors import KnowledgeError


def read(data: bytes) -> Document:
    return docx.read(Source("a.docx", data))


def told(blocks: tuple[Block, ...]) -> list[str]:
    return [f"{block.kind.value} {block.text}".strip() for block in blocks]


def test_headings_and_questions() -> None:
    """Headings are told by their level, not their name; lines are numbers of paragraphs, empty ones counted."""
    found = read(
        document(
            paragraph("Häufige Fragen", "Titel"),
            paragraph("Öffnungszeiten", "berschrift1"),
            paragraph("Wann?", "Frage"),
            paragraph(""),
            paragraph("Um neun."),
            paragraph("Wo?", "Frage2"),
            paragraph("Was kostet es?", bold=True),
            paragraph("F: Geht das?\nA: Ja."),
        )
    )
    assert found.title == "Häufige Fragen" and found.language == "de-DE"
    assert told(found.blocks) == [
        "heading Öffnungszeiten",
        "heading Wann?",
        "prose Um neun.",
        "heading Wo?",
        "prose **Was kostet es?**",
        "prose F: Geht das?\\\nA: Ja.",
    ]
    assert [block.line for block in found.blocks] == [2, 3, 5, 6, 7, 8]
    assert [block.level for block in found.blocks] == [1, 2, 0, 2, 0, 0]
    assert [block.bold for block in found.blocks] == [False, False, False, False, True, False]


def test_lists_tables_and_text_boxes() -> None:
    """Lists keep their kinds; a list that is one question heads what follows; text in boxes and fields is text."""
    cells = [f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Card", "Price", "Adults", "80")]
    found = read(
        document(
            paragraph("one", number=1),
            paragraph("two", number=1),
            paragraph("dot", number=2),
            paragraph("Is it so?", number=1),
            paragraph("It is."),
            f"<w:tbl><w:tr>{cells[0]}{cells[1]}</w:tr><w:tr>{cells[2]}{cells[3]}</w:tr></w:tbl>",
            f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('boxed')}</w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r></w:p>",
            f"<w:sdt><w:sdtContent>{paragraph('field')}</w:sdtContent></w:sdt>",
        )
    )
    assert told(found.blocks) == [
        "list 1. one\n2. two",
        "list - dot",
        "prose Is it so?",
        "prose It is.",
        "table |  |  |\n| --- | --- |\n| Card | Price |\n| Adults | 80 |",
        "prose boxed",
        "prose field",
    ]
    assert found.blocks[2].bold


def test_what_stands_beside_the_text() -> None:
    """Changes are read as accepted, links lead on, notes stand at the end; comments and footers are listed."""
    link = f'<w:hyperlink r:id="rIdL">{run("here")}</w:hyperlink>'
    changes = f'<w:ins w:id="1">{run(" new")}</w:ins><w:del w:id="2"><w:r><w:delText> old</w:delText></w:r></w:del>'
    asked = paragraph("Sure?")
    marks = '<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="7"/></w:r>'
    found = read(
        document(
            f"<w:p>{link}{changes}{marks}</w:p>",
            "<w:p><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>",
            relations=relation("rIdL", "hyperlink", "https://a.example/b?c=1&d=2", external=True)
            + relation("rIdF", "footnotes", "footnotes.xml"),
            more={
                "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="3">{paragraph("A note.")}</w:footnote>'
                "</w:footnotes>",
                "word/comments.xml": f"<w:comments {W}><w:comment w:id='7'>{asked}</w:comment></w:comments>",
                "word/footer1.xml": f"<w:ftr {W}>{paragraph('Page 1')}</w:ftr>",
            },
        )
    )
    assert told(found.blocks) == [
        "prose [here](https://a.example/b?c=1&d=2) new[1\\]",
        "prose [1] A note.",
    ]
    assert [(one.text, one.why) for one in found.unplaced] == [
        ("Sure?", "comment"),
        ("Page 1", "footer"),
        ("a=b", "formula"),
    ]
    assert found.remarks == ("its tracked changes were read as if accepted",)


def picture(described: str) -> str:
    inner = '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rIdX"/></pic:blipFill></pic:pic>'
    closing = "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    return f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" {described}/>{inner}{closing}'


def test_a_linked_picture_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is what it is called; neither its file nor its address is looked at."""

    def opened(*_: object) -> None:
        raise AssertionError("a file that the document names was opened")

    monkeypatch.setattr("mammoth.docx.files.urlopen", opened)
    monkeypatch.setattr("mammoth.docx.files.Files.open", opened)
    relations = relation("rIdX", "image", "file:///etc/hostname", external=True)
    found = read(document(picture('descr="A mill"'), picture(""), relations=relations))
    assert told(found.blocks) == ["prose A mill"]
    assert [(one.line, one.why) for one in found.unplaced] == [(2, "picture without words")]


ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
         "this is a file of an older Office: save it as a Word file (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "the file is locked with a password: save it without one"),
        (b"no archive", "this is not a Word file (.docx), or it is damaged (File is not a zip file)"),
        (archive({"a.txt": "b"}), "this is an archive without a Word document in it: name a .docx file"),
        (document("<w:p>"), "the file is damaged and can't be read"),
        (document(more={"word/document.xml": f"{ENTITY}<w:document {W}>&e;</w:document>"}),
         '"word/document.xml" in the file declares a document type, which Office never writes: save it anew'),
        (document(more={"word/document.xml": f"{ENTITY}<w:document {W}>&e;</w:document>".encode("utf-16")}),
         '"word/document.xml" in the file declares a document type'),
        (document(relations=relation("x", "comments", "c.bin"), more={"word/c.bin": f"{ENTITY}<w:comments {W}/>"}),
         "its text is in c.bin, which Word never calls so"),
        (document(more={"word/styles.xml": " " * 3_000_000}), '"word/styles.xml" in the file unpacks to 3 MB, '),
        (document("<w:p>" * 5_000 + "</w:p>" * 5_000), "its parts stand too deep within each other to be read"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(data: bytes, message: str) -> None:
    """Older files, locked ones, other archives, damaged ones, bombs and entities get a sentence each."""
    with pytest.raises(KnowledgeError) as caught:
        read(data)
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {f"word/{n}.bin": 1 for n in range(10_001)},
            "the file holds 10,001 files, more than 10,000: no document is made like that",
        ),
        ({"word/document.xml": 60_000_000}, "the text of the file unpacks to 60 MB, more than 20 MB: split it"),
        ({"word/media/a.png": 600_000_000}, "the file unpacks to 600 MB, more than 200 MB: split it, or save it anew"),
    ],
)
def test_an_archive_is_measured_by_what_it_says(
    members: dict[str, int], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sizes and numbers are looked at before anything is unpacked."""
    infos = []
    for name, size in members.items():
        info = zipfile.ZipInfo(name)
        info.file_size = info.compress_size = size
        infos.append(info)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: infos)
    with pytest.raises(KnowledgeError) as caught:
        read(archive(parts()))
    assert caught.value.message == message
