"""What is to be imported: which reader reads a file, in what order a folder is read, what its articles are called."""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import pytest

from faqbot.authoring.draft import Draft
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.sources import folders, naming, reading
from faqbot.authoring.importing.sources.kinds import Reader, kind
from faqbot.base.errors import FaqbotError, KnowledgeError

RASA = b'version: "3.1"\nnlu:\n- intent: faq/pay\n  examples: |\n    - how do I pay\n'
LIST = b'[{"question": "How do I pay?", "answer": "By card."}]'


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.md", b"x", Reader.MARKDOWN),
        ("a.MDX", b"x", Reader.MARKDOWN),
        ("a.rst", b"x", Reader.RST),
        ("a.htm", b"x", Reader.HTML),
        ("a.docx", b"PK\x03\x04", Reader.DOCX),
        ("a.xlsx", b"PK\x03\x04", Reader.SHEET),
        ("a.txt", b"# x", Reader.TEXT),
        ("a.tsv", b"x", Reader.DELIMITED),
        ("a.json", LIST, Reader.RECORDS),
        ("a.json", b'{"qna": [{"qid": "a", "q": ["b"], "a": "c"}]}', Reader.QNABOT),
        ("a.yml", RASA, Reader.RASA),
        ("a.yaml", b"- q: b\n  a: c\n", Reader.RECORDS),
        ("a", b"\n<!-- x --><!DOCTYPE html><p>x", Reader.HTML),
        ("README", b"# Title\n\nText.", Reader.MARKDOWN),
        ("README", b"Title\n=====\n\n.. note:: x\n", Reader.RST),
        ("FAQ", b"Just words.", Reader.TEXT),
        ("README.Debian", b"Lamp\n====\n\n- a wick\n- oil\n\n# light it\n\nfire", Reader.TEXT),
        ("a.data", b'{"question": "a", "answer": "b"}', Reader.RECORDS),
        ("a.bin", b"PK\x03\x04........word/document.xml", Reader.DOCX),
    ],
)
def test_a_file_is_read_by_its_ending_or_its_content(name: str, data: bytes, reader: Reader) -> None:
    """Its ending says who reads it; where that says nothing, what is in it."""
    assert kind(Source(name, data)) is reader


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a .doc file can't be imported: open it in Word or LibreOffice"),
        ("a.odt", b"PK\x03\x04", "a .odt file can't be imported: open it in Word"),
        ("a.PDF", b"%PDF-1.7", "a .pdf file can't be imported: import the document that it was made from"),
        ("a.pptx", b"PK\x03\x04", "a .pptx file can't be imported"),
        ("a.xls", b"x", "save it as .xlsx or .csv"),
        ("a.adoc", b"x", "convert it to Markdown"),
        ("a.md", b"%PDF-1.7", "this is a .pdf file inside"),
        ("a.zip", b"PK\x03\x04", "a .zip file can't be imported: unpack it and import the folder"),
        ("a.golden.yaml", b"x", "this is a golden file"),
    ],
)
def test_what_cannot_be_read_says_what_to_save_it_as(name: str, data: bytes, told: str) -> None:
    """One sentence: what it is and what to do."""
    with pytest.raises(KnowledgeError) as error:
        kind(Source(name, data))
    assert told in str(error.value) and str(error.value).startswith(f"{name}: ")


def made(folder: Path, **files: str) -> Path:
    """A folder with these files; "__" in a name is a slash, "_0" a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_0", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    """The documents of a folder in their order."""
    return [Path(path).relative_to(folder).as_posix() for path in folders.found(str(folder)).documents]


def test_a_folder_is_read_as_docusaurus_shows_it(tmp_path: Path) -> None:
    """First what opens a folder, then by position, of files and folders alike, then by number and name."""
    (tmp_path / "10-last.md").write_text("x", encoding="utf-8")
    (tmp_path / "2-first.md").write_text("x", encoding="utf-8")
    folder = made(
        tmp_path,
        zoo_0md="x",
        index_0md="x",
        apple_0md="---\ntitle: x\nsidebar_position: 3\n---\n",
        guide__README_0md="x",
        guide__b_0mdx="x",
        guide___category__0json='{\n  "label": "Guide", "position": 2.5}',
        page10_0md="x",
        page9_0md="x",
    )
    (folder / "guide" / "_category_.json").write_text('{"label": "Guide", "position": 2.5}', encoding="utf-8")
    assert names(folder) == [
        *("index.md", "2-first.md", "guide/README.md", "guide/b.mdx", "apple.md", "10-last.md"),
        *("page9.md", "page10.md", "zoo.md"),
    ]


def test_a_folder_is_read_as_mkdocs_lists_it(tmp_path: Path) -> None:
    """The order is that of `nav`; what is not in it comes after."""
    nav = "site_name: x\nnav:\n  - Home: index.md\n  - Guide:\n    - 'guide/two.md'\n    - One: guide/one.md\nx: [a]\n"
    made(tmp_path, mkdocs_0yml=nav, docs__index_0md="x", docs__guide__one_0md="x", docs__guide__two_0md="x")
    made(tmp_path, docs__extra_0md="x", site__index_0html="x", README_0md="x")
    expected = ["docs/index.md", "docs/guide/two.md", "docs/guide/one.md", "docs/extra.md"]
    assert names(tmp_path) == expected
    assert [f"docs/{name}" for name in names(tmp_path / "docs")] == expected


def test_a_folder_is_read_as_a_book_lists_it(tmp_path: Path) -> None:
    """The order is that of SUMMARY.md, which is no document itself."""
    made(tmp_path, SUMMARY_0md="- [B](b.md)\n- [A](a.md#x)\n", a_0md="x", b_0md="x")
    assert names(tmp_path) == ["b.md", "a.md"]


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    """Programs' folders, pictures, code, hidden files: nothing of them is read, and all but what is hidden is told."""
    folder = made(
        tmp_path,
        a_0md="x",
        _0hidden_0md="x",
        _0git__x_0md="x",
        node_modules__x_0md="x",
        requirements_0txt="x",
        picture_0png="x",
        code_0py="x",
    )
    made(tmp_path, package_0json="{}", build__x_0md="x", about__build__y_0md="x")
    (tmp_path / "_part.md").write_text("x", encoding="utf-8")
    found = folders.found(str(folder))
    assert names(folder) == ["a.md", "about/build/y.md"]
    assert {os.path.relpath(left.text, folder): left.why for left in found.passed} == {
        "node_modules": "made by programs, or by others",
        "build": "made by programs, or by others",
        "requirements.txt": "not a document",
        "picture.png": ".png files are no documents",
        "code.py": ".py files are no documents",
        "_part.md": "a part of other pages",
    }
    assert [os.path.basename(path) for path in found.data] == ["package.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_not_followed(tmp_path: Path) -> None:
    """What a link leads to is in the folder already, or does not belong to it."""
    made(tmp_path, docs__a_0md="x", secret_0md="x", other__b_0md="x")
    docs = tmp_path / "docs"
    (docs / "out.md").symlink_to(tmp_path / "secret.md")
    (docs / "in.md").symlink_to(docs / "a.md")
    (docs / "other").symlink_to(tmp_path / "other")
    found = folders.found(str(docs))
    assert names(docs) == ["a.md"]
    assert {os.path.basename(left.text.rstrip(os.sep)): left.why for left in found.passed} == {
        "in.md": "another name of a file of the folder",
        "out.md": "a link out of the folder",
        "other": "a link to a folder",
    }


def test_lists_in_a_folder_are_told_from_settings(tmp_path: Path) -> None:
    """Of JSON and YAML only what holds questions is read; the files of a bot are read together."""
    made(tmp_path, faq_0json=LIST.decode(), package_0json='{"name": "x"}', nlu_0yml=RASA.decode())
    made(tmp_path, domain_0yml="responses:\n  utter_faq/pay:\n  - text: By card.\n", a_0md="x")
    made(tmp_path, known_0yaml="title: A\nfaq:\n  - question: a\n    answer: b\n")
    tasks = reading.survey([str(tmp_path)]).tasks
    assert [tuple(map(os.path.basename, task.sources)) for task in tasks] == [
        ("a.md",),
        ("domain.yml", "nlu.yml"),
        ("faq.json",),
    ]


def test_a_source_is_measured_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large, missing, empty or no file is refused in a sentence."""
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    made(tmp_path, large_0md="x" * 11, empty_0md=" \n")
    told = {
        name: str(reading.read(reading.Task((str(tmp_path / name),))).fault).partition(": ")[2]
        for name in ("large.md", "empty.md", "none.md", "")
    }
    assert told == {
        "large.md": "the file is larger than 0 MB: split it into parts",
        "empty.md": "the file is empty: there is nothing to import",
        "none.md": "there is no such file or folder: check the path",
        "": "this is not a regular file: name a document or a folder of them",
    }
    with pytest.raises(KnowledgeError, match="there is no such file or folder"):
        reading.survey([str(tmp_path / "none.md")])


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    """Text is read in the encoding that its author names; one that there isn't, or that it isn't in, is told."""
    path = tmp_path / "a.csv"
    path.write_bytes("question,answer\nWo?,In Łódź.\n".encode("cp1250"))
    task = reading.Task((str(path),))
    assert reading.read(task, "cp1250").drafts[0].faq[0].answer == "In Łódź."
    assert "there is no encoding" in str(reading.read(task, "klingon").fault)
    assert isinstance(reading.read(task, "ascii").fault, FaqbotError)


def drafts(*paths: str) -> list[tuple[Draft, str]]:
    """Drafts as their readers name them, each with its path."""
    return [(Draft(os.path.splitext(os.path.basename(path))[0].lower(), "x", source=path), path) for path in paths]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["docs/billing/faq.md", "docs/account/faq.md"], ["billing-faq", "account-faq"]),
        (["docs/faq.md", "docs/b.md"], ["faq", "b"]),
        (["a/x/faq.md", "b/x/faq.md"], ["x-faq", "b-x-faq"]),
        (["faq.md", "faq.rst"], ["faq", "faq-2"]),
        (["FAQ.md", "docs/faq.md"], ["faq", "docs-faq"]),
        (["con.md"], ["con-article"]),
    ],
)
def test_names_are_given_once(paths: list[str], expected: list[str]) -> None:
    """Files that are called alike are told apart by their folders."""
    assert naming.distinct(drafts(*paths), lambda _: None) == expected


def test_what_was_imported_keeps_its_name() -> None:
    """A source that has a file keeps that, whatever is imported beside it later."""
    old, new = drafts("docs/account/faq.md", "docs/billing/faq.md")
    assert naming.distinct([old, new], lambda draft: "faq" if draft is old[0] else None) == ["faq", "billing-faq"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_no_pipe_is_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into one, whichever document it is called."""
    (tmp_path / "a.md").write_text("# T\n\nText.", encoding="utf-8")
    for name in ("b.md", "c.yml", "d.json", "_category_.json", "SUMMARY.md", "mkdocs.yml"):
        os.mkfifo(tmp_path / name)
    tasks = reading.survey([str(tmp_path)]).tasks
    assert [os.path.basename(task.sources[0]) for task in tasks] == ["a.md", "b.md"]
    fault = reading.read(tasks[1]).fault
    assert fault is not None
    assert "this is not a regular file" in str(fault)


def test_memory_that_does_not_suffice_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fills the memory of this machine stops nothing else."""
    path = tmp_path / "a.md"
    path.write_text("# T\n\nText.", encoding="utf-8")

    def filled(_: Source) -> Reader:
        raise MemoryError

    monkeypatch.setattr(reading, "kind", filled)
    fault = reading.read(reading.Task((str(path),))).fault
    assert str(fault) == f"{path}: there is not enough memory to read it: split it into parts"


def test_names_are_told_apart_without_comparing_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand files of one name take ten thousand looks at it, not that times itself."""
    looks = 0

    def counted(name: str) -> str:
        nonlocal looks
        looks += 1
        return name.casefold()

    monkeypatch.setattr(naming, "_key", counted)
    drafts = [(Draft("faq", "FAQ"), f"{number}/faq.md") for number in range(500)]
    names = naming.distinct(drafts, lambda _: None)
    assert len(set(names)) == 500
    assert looks < 10 * 500


def test_a_text_that_gzip_made_smaller_is_read(tmp_path: Path) -> None:
    """It is called as what is in it, and bounded as that; several files in one are to be unpacked."""
    path = tmp_path / "README.Debian.gz"
    path.write_bytes(gzip.compress(b"Lamp\n====\n\nIt has a wick.\n\nCare\n----\n\nKeep it dry.\n"))
    read = reading.read(reading.Task((str(path),)))
    assert [(draft.title, len(draft.sections)) for draft in read.drafts] == [("Lamp", 2)]
    for name, data, said in (
        ("a.txt.gz", gzip.compress(b"a" * (reading.MAX_BYTES + 1)), "unpacked it is larger"),
        ("b.txt.gz", b"\x1f\x8bnot", "can't be unpacked"),
        ("c.tar.gz", gzip.compress(b"text"), "unpack it and import the folder"),
    ):
        (tmp_path / name).write_bytes(data)
        assert said in str(reading.read(reading.Task((str(tmp_path / name),))).fault)
