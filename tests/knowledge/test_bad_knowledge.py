"""Bad knowledge: every fault ends in one sentence that says where, what is wrong and what to do.

`bad/NAME.yaml` is a bad file and `bad/NAME.txt` the exact message it must give. What is too large or
too odd to keep in a repository is built here.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from checkout import TESTS
from hypothesis import example, given
from hypothesis import strategies as st
from work import calls

from faqbot.base.errors import KnowledgeError
from faqbot.knowledge import listing, loading
from faqbot.knowledge.yaml import events, faults, nodes, source

if TYPE_CHECKING:
    from collections.abc import Callable

BAD = TESTS / "bad"
CORPUS = sorted(path.stem for path in BAD.glob("*.yaml"))
PARSERS = {"python": events._PythonLoader} | ({"libyaml": yaml.CSafeLoader} if yaml.__with_libyaml__ else {})
MOST_CALLS = 100_000  # three times what the worst file took: most take a hundredth of that
GOOD = "title: Visits\nsections:\n  - heading: Hours\n    text: From nine to five.\n"


@pytest.fixture(params=sorted(PARSERS))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Load with one of the two parsers of PyYAML."""
    monkeypatch.setattr(events, "LOADER", PARSERS[request.param])
    return str(request.param)


def message_of(path: str | os.PathLike[str]) -> str:
    """The error of loading `path`, which must come without much work, however large the file is."""

    def load() -> None:
        with pytest.raises(KnowledgeError) as caught:
            loading.load(path)
        messages.append(str(caught.value))

    messages: list[str] = []
    assert calls(load) < MOST_CALLS
    return messages[0]


# -- the corpus --------------------------------------------------------------------------------


def test_corpus_is_there() -> None:
    """The corpus is not empty, and each bad file has its message and each message its file."""
    assert len(CORPUS) > 50
    assert sorted(path.stem for path in BAD.glob("*.txt")) == CORPUS


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", CORPUS)
def test_bad_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad file gives exactly the message kept beside it, with either parser."""
    monkeypatch.chdir(BAD)
    assert message_of(f"{name}.yaml") + "\n" == (BAD / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CORPUS)
def test_message_is_one_line_a_fault(name: str) -> None:
    """A message has one line for each fault, and each begins with the file."""
    with pytest.raises(KnowledgeError) as caught:
        loading.load(BAD / f"{name}.yaml")
    lines = str(caught.value).split("\n")
    assert len(lines) == len(caught.value.faults)
    assert all(line.startswith(f"{BAD / name}.yaml:") for line in lines)


# -- files that are too large or too odd to keep -----------------------------------------------

DEEP = "lists and mappings are nested more than 20 deep, which no article needs: check the indentation and the brackets"
UTF16 = "the file is in UTF-16: save it as UTF-8"
MANY = "from here on the file holds more than 1,000,000 values: split it into several articles"
BUILT: dict[str, tuple[bytes, str]] = {
    "thousand-deep": (b"title: " + b"[" * 1_000 + b"]" * 1_000, f":1: {DEEP}"),
    "thousand-deep-blocks": ("".join(" " * i + "a:\n" for i in range(1_000)).encode(), f":21: {DEEP}"),
    "hundred-thousand-deep": (b"[" * 100_000, f":1: {DEEP}"),
    "hundred-thousand-dashes": (b"- " * 100_000, f":1: {DEEP}"),
    "hundred-thousand-braces": (b"{a: " * 100_000, f":1: {DEEP}"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ": this is a binary file (byte 0x00 at offset 8), not YAML"),
    "latin-1": (
        "title: Visits\nnote: Café\n".encode("latin-1"),
        ":2: byte 0xE9 at offset 23 is not UTF-8: save the file as UTF-8",
    ),
    "cut-character": (
        b"title: Caf\xc3",
        ":1: byte 0xC3 at offset 10 is not UTF-8: save the file as UTF-8",
    ),
    "utf-16": (GOOD.encode("utf-16"), f": {UTF16}"),
    "utf-16-be-without-mark": (GOOD.encode("utf-16-be"), f": {UTF16}"),
    "utf-16-le-without-mark": (GOOD.encode("utf-16-le"), f": {UTF16}"),
    "nul-far-down": (
        b"#" * 10_000 + b"\n\0",
        ":2: the invisible character U+0000 can't stand here: delete or replace it",
    ),
    "fifty-megabytes": (b"a" * 50_000_000, ": the file is larger than 16 MB: split it into several articles"),
    "only-line-breaks": (b"\n" * 15_000_000, ": the file is empty: write a title, and sections or faq"),
    "hundred-thousand-aliases": (
        b"- &a x\n" + b"- *a\n" * 100_000,
        ":1: anchors and aliases (&name, *name) are not allowed: put a text that starts with & or * in quotes",
    ),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", BUILT)
def test_built_file(name: str, tmp_path: Path) -> None:
    """A file that is too large or too odd to keep ends in one sentence, with either parser."""
    data, message = BUILT[name]
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(data)
    assert message_of(path) == f"{path}{message}"


def test_too_many_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of very many tiny values is refused before it fills the memory."""
    monkeypatch.setattr(nodes, "MAX_EVENTS", 1_000)
    path = tmp_path / "a.yaml"
    path.write_text("title: Visits\nfaq:\n" + "- a\n" * 1_000)
    assert message_of(path) == f"{path}:997: {MANY.replace('1,000,000', '1,000')}"


def test_many_faults(tmp_path: Path) -> None:
    """Past the first hundred faults of a file the rest are counted, not listed."""
    path = tmp_path / "a.yaml"
    path.write_text(GOOD + "colour: blue\n" * (faults.MAX_FAULTS + 7))
    lines = message_of(path).split("\n")
    assert len(lines) == faults.MAX_FAULTS + 1
    assert lines[-1] == f"{path}: 7 more faults are not listed: correct these first"


# -- paths -------------------------------------------------------------------------------------


def fifo(path: Path) -> None:
    """A named pipe, which would block a reader for ever."""
    os.mkfifo(path)


def loop(path: Path) -> None:
    """A link to itself."""
    path.symlink_to(path)


def link_to_zeros(path: Path) -> None:
    """A link to a device that never ends."""
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    """A link to nothing."""
    path.symlink_to(path.parent / "gone")


NOT_REGULAR = "this is not a regular file: name a YAML file or a folder of them"
MISSING = "there is no such file or folder: check the path"
ODD: dict[str, tuple[Callable[[Path], Any], str]] = {
    "missing": (lambda path: None, MISSING),
    "dangling": (dangling, MISSING),
    "fifo": (fifo, NOT_REGULAR),
    "device": (link_to_zeros, NOT_REGULAR),
    "loop": (loop, "the file can't be read (Too many levels of symbolic links)"),
    "folder": (
        Path.mkdir,
        "the folder holds no article (no *.yaml or *.yml file): put one there, or name another folder",
    ),
}


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices as on Unix")
@pytest.mark.parametrize("name", ODD)
def test_odd_path(name: str, tmp_path: Path) -> None:
    """A path that is no file to read ends in one sentence, and never hangs."""
    make, message = ODD[name]
    path = tmp_path / f"{name}.yaml"
    make(path)
    assert message_of(path) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("a\0b.yaml", "no file can have this name: check the path"),
        ("a" * 100_000 + ".yaml", "the file can't be read (File name too long)"),
        ("", MISSING),
    ],
    ids=["nul", "long", "empty"],
)
@pytest.mark.skipif(os.name == "nt", reason="the system's own words")
def test_impossible_path(path: str, message: str) -> None:
    """A path that no file can have ends in one sentence."""
    assert message_of(path) == f"{path}: {message}"


def test_path_below_a_file(tmp_path: Path) -> None:
    """A path that goes through a file as if it were a folder ends in one sentence."""
    (tmp_path / "a.yaml").write_text(GOOD)
    assert message_of(tmp_path / "a.yaml" / "b.yaml").startswith(f"{tmp_path / 'a.yaml' / 'b.yaml'}: the")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read ends in one sentence."""

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    monkeypatch.setattr(source, "open", denied, raising=False)  # file modes do not hold back root
    assert message_of(path) == f"{path}: the file can't be read (Permission denied)"


def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed is named, and is not taken for an empty one."""

    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", denied)
    assert message_of(tmp_path) == f"{tmp_path}: the folder can't be read (Permission denied)"


def test_file_that_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that turns out larger than the system said is refused, not read to its end."""
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    monkeypatch.setattr(os, "stat", lambda path: os.stat_result((0o100644, *[0] * 9)))
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    with pytest.raises(KnowledgeError, match="larger than"):
        source.read_text(str(path))


def test_folder_with_too_many_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a whole disk below it is refused, not walked for minutes."""
    monkeypatch.setattr(listing, "MAX_FOLDERS", 2)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a.yaml").write_text(GOOD)
    assert message_of(tmp_path).endswith("has more than 2 folders below it: name the one that holds the files")


@pytest.mark.parametrize("ending", [".md", ".txt", ".html", ".docx", ".xlsx", ".json", ".YAM", ".yaml.orig", ".2"])
def test_file_of_another_kind(ending: str, tmp_path: Path) -> None:
    """A file that is no YAML by its name is told to be none, whatever stands in it, and what to do."""
    path = tmp_path / f"faq{ending}"
    path.write_bytes(b"PK\x03\x04\0 # FAQ: what, why\n\n- how: *so*\n")
    told = 'and knowledge is YAML: write it into a .yaml file, as the README shows under "Writing knowledge"'
    assert message_of(path) == f"{path}: this is a .{ending.rpartition('.')[2]} file, {told}"
    assert message_of(tmp_path / f"gone{ending}").endswith("there is no such file or folder: check the path")


def test_missing_path_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong path in the environment is blamed on the environment, not on a user who named none."""
    monkeypatch.setenv(loading.ENVIRONMENT, "nowhere")
    with pytest.raises(KnowledgeError) as caught:
        loading.load()
    assert str(caught.value) == "nowhere: there is no such file or folder: correct $FAQBOT_KNOWLEDGE"


# -- several files -----------------------------------------------------------------------------


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    """One load reports the faults of every file and every path, each file's in the order of its lines."""
    (tmp_path / "a.yaml").write_text("titel: A\npublished: soon\n" + GOOD.partition("\n")[2])
    (tmp_path / "b.yaml").write_text("title: [\n")
    with pytest.raises(KnowledgeError) as caught:
        loading.load(tmp_path, tmp_path / "gone")
    places = [(os.path.basename(fault.path), fault.line) for fault in caught.value.faults]
    assert places == [("a.yaml", 1), ("a.yaml", 2), ("b.yaml", 1), ("gone", None)]


def test_two_articles_with_one_id(tmp_path: Path) -> None:
    """Two files of one name in different folders can't both be cited, and both are named."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "visits.yaml").write_text(GOOD)
    first, second = (tmp_path / folder / "visits.yaml" for folder in ("one", "two"))
    assert message_of(tmp_path) == (
        f'{second}: the id "visits" (the file\'s name) is also that of {first}: rename one of them'
    )


# -- whatever bytes ----------------------------------------------------------------------------

YAMLISH = st.lists(
    st.sampled_from(
        [
            *"\n\t :-?[]{},#&*!|>'\"%@`\\~=.<",
            ": ",
            "\n  ",
            "- ",
            "title",
            "faq",
            "a b",
            "é",
            "\r\n",
            "---\n",
            "\\ud83d",
            "<<",
        ]
    )
).map("".join)


@pytest.mark.parametrize("name", sorted(PARSERS))
@given(data=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")) | YAMLISH.map(str.encode))
@example(data=b'title: "\\U00110000"')
@example(data=b'title: "\\UFFFFFFFF"')
@example(data=b"%YAML 1." + b"1" * 5_000 + b"\n---\na")
@example(data=b"title: " + b"1" * 5_000)
@example(data=b"title: 0x_\nfaq: 2023-99-99\n")
def test_any_bytes(name: str, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in a file, it loads or gives a KnowledgeError, and nothing else."""
    path = tmp_path_factory.getbasetemp() / f"any-{name}.yaml"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LOADER", PARSERS[name])
        with contextlib.suppress(KnowledgeError):
            loading.load(path)


@pytest.mark.parametrize("name", ["office.golden.yaml", "office.GOLDEN.yml"])
def test_golden_file(name: str, tmp_path: Path) -> None:
    """A golden file that is named as knowledge is told to be one in a sentence, whatever stands in it."""
    path = tmp_path / name
    path.write_text("- ask: Where?\n  unknown: true\n- ask: When?\n  cite: hours\n", encoding="utf-8")
    assert message_of(path) == (
        f"{path}: this is a golden file, which holds questions and no knowledge: "
        "name an article here, and run this file with faqbot eval or pytest"
    )
    assert message_of(tmp_path / f"no-{name}").endswith("there is no such file or folder: check the path")
