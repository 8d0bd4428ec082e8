"""`faqbot import` and `faqbot fmt`: what they print, what they write, and how they end."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import FAQBOT

from faqbot.authoring.writing import files
from faqbot.terminal.shell import cli

SHOP = 'question,answer\nDo you deliver?,"Yes, on weekdays."\nWhere are you?,On the corner.\n'
FAQ = "title: Shop\nfaq:\n  - question: Where?\n    answer: Here.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of one's own, with a list of questions in it."""
    monkeypatch.chdir(tmp_path)
    Path("shop.csv").write_text(SHOP, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The status of a command, and what it prints."""
    status = cli.main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_an_import_says_what_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    """What came of a source, where it is, and what to do next."""
    at = "knowledge/shop.yaml"
    said = f"shop.csv -> {at} (new)\n  0 sections and 2 FAQ entries\n"
    said += f"Next: faqbot check {at} tells what is weak in it, and faqbot -k {at} answers from it.\n"
    assert run(capsys, "import", "shop.csv") == (0, said, "")
    assert sorted(os.listdir("knowledge")) == [".shop.imported.json", "shop.yaml"]
    assert run(capsys, "-k", "knowledge", "ask", "where are you?")[0] == 0


def test_importing_again_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The second time the file is unchanged, also when the source is named in another way."""
    run(capsys, "import", "shop.csv")
    before = Path("knowledge/shop.yaml").stat().st_mtime_ns
    for source in ("shop.csv", "./shop.csv", os.path.abspath("shop.csv")):
        status, out, _ = run(capsys, "import", source)
        assert status == 0 and "(unchanged)" in out
    assert Path("knowledge/shop.yaml").stat().st_mtime_ns == before


def test_what_both_sides_changed_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Both texts are shown, and the author decides."""
    run(capsys, "import", "shop.csv")
    file, source = Path("knowledge/shop.yaml"), Path("shop.csv")
    file.write_text(file.read_text(encoding="utf-8").replace("On the corner.", "At the mill."), encoding="utf-8")
    source.write_text(SHOP.replace("On the corner.", "By the sea."), encoding="utf-8")
    status, out, _ = run(capsys, "import", "shop.csv")
    assert status == 1 and "At the mill." in file.read_text(encoding="utf-8")
    assert "      here    At the mill.\n      source  By the sea.\n" in out
    assert run(capsys, "import", "shop.csv", "--keep")[0] == 0
    assert run(capsys, "import", "shop.csv")[0] == 0


def test_a_dry_run_writes_nothing_and_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The lines that would change are shown as a diff."""
    status, out, _ = run(capsys, "import", "shop.csv", "--dry-run")
    assert status == 0 and not Path("knowledge").exists()
    assert "--- /dev/null\n+++ knowledge/shop.yaml\n" in out and "+    answer: Yes, on weekdays.\n" in out
    assert out.endswith("Nothing was written: this was a dry run.\n")


def test_a_file_that_was_not_imported_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """An article of the same name that somebody wrote stays as it is."""
    Path("knowledge").mkdir()
    Path("knowledge/shop.yaml").write_text(FAQ, encoding="utf-8")
    status, out, _ = run(capsys, "import", "shop.csv")
    assert status == 1 and "shop.csv -> knowledge/shop.yaml (taken)" in out and "-o FILE.yaml" in out
    assert Path("knowledge/shop.yaml").read_text(encoding="utf-8") == FAQ
    assert os.listdir("knowledge") == ["shop.yaml"]


def test_one_source_can_go_into_a_file_of_any_name(capsys: pytest.CaptureFixture[str]) -> None:
    """And is known there again; several can't."""
    assert run(capsys, "import", "shop.csv", "-o", "kb/corner.yaml")[0] == 0
    assert "kb/corner.yaml (unchanged)" in run(capsys, "import", "shop.csv", "-o", "kb")[1]
    Path("other.csv").write_text(SHOP, encoding="utf-8")
    status, out, err = run(capsys, "import", "shop.csv", "other.csv", "-o", "kb/one.yaml")
    assert (status, out) == (2, "")
    assert err == "kb/one.yaml: 2 articles can't go into one file: name a folder with -o\n"


def test_standard_input_is_a_source(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read by what is in it, and the article names no file that it would be from."""
    data = json.dumps([{"question": "Where are you?", "answer": "On the corner."}]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run(capsys, "import", "-", "-o", "kb/shop.yaml")[0] == 0
    text = Path("kb/shop.yaml").read_text(encoding="utf-8")
    assert "question: Where are you?" in text and "source:" not in text


def test_json_tells_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    """One object an article."""
    told = json.loads(run(capsys, "import", "shop.csv", "--json")[1])
    assert (told["file"], told["state"], told["entries"]) == ("knowledge/shop.yaml", "new", 2)
    assert told["unplaced"] == [] and told["changes"] == []


def test_what_fails_stops_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """A source that can't be read is told, and the others are imported."""
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    status, out, err = run(capsys, "import", "a.pdf", "shop.csv")
    assert status == 2 and "shop.csv -> knowledge/shop.yaml (new)" in out
    assert err.startswith("a.pdf: a .pdf file can't be imported: ") and err.count("\n") == 1


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that was there stays, and no other one is left beside it."""
    run(capsys, "import", "shop.csv")
    before = {name: (Path("knowledge") / name).read_bytes() for name in os.listdir("knowledge")}
    Path("shop.csv").write_text(SHOP.replace("corner", "square"), encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    status, _, err = run(capsys, "import", "shop.csv")
    assert (status, err) == (2, f"knowledge/shop.yaml: the file can't be written ({os.strerror(errno.ENOSPC)})\n")
    assert {name: (Path("knowledge") / name).read_bytes() for name in os.listdir("knowledge")} == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever may write everywhere can't see it")
def test_a_folder_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, which names the file."""
    Path("knowledge").mkdir(mode=0o500)
    status, _, err = run(capsys, "import", "shop.csv")
    assert status == 2 and err.startswith("knowledge/shop.yaml: the file can't be written (")


def test_an_interrupt_leaves_what_was_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of writing: the old file is whole, and no new one lies beside it."""
    run(capsys, "import", "shop.csv")
    before = sorted(os.listdir("knowledge")), Path("knowledge/shop.yaml").read_bytes()
    Path("shop.csv").write_text(SHOP.replace("corner", "square"), encoding="utf-8")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    assert run(capsys, "import", "shop.csv")[0] == cli.INTERRUPTED
    assert (sorted(os.listdir("knowledge")), Path("knowledge/shop.yaml").read_bytes()) == before


def test_an_old_encoding_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """What is no UTF-8 is read as what it most likely is, with a remark; its author may name another one."""
    Path("shop.csv").write_bytes("question,answer\nWho?,Zoë.\n".encode("cp1252"))
    status, out, _ = run(capsys, "import", "shop.csv")
    assert status == 0 and "line 2 is not UTF-8: it was read as Windows-1252" in out
    assert "Zoë." in Path("knowledge/shop.yaml").read_text(encoding="utf-8")
    assert run(capsys, "import", "shop.csv", "--encoding", "cp1252")[0] == 0


def test_no_file_is_written_outside_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a source is called, its article lies in the folder that was named."""
    for name in ("..csv", "-x.csv", "a b;c.csv", "con.csv", "ä\u202e.csv", "%2e%2e.csv"):
        Path(name).write_text(SHOP, encoding="utf-8")
    status, _, err = run(capsys, "import", ".", "-o", "kb")
    assert (status, err) == (0, "")
    assert all(not name.startswith("-") and "\u202e" not in name for name in os.listdir("kb"))
    assert {path.suffix for path in Path().iterdir()} == {".csv", ""}


def test_documents_cannot_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed of a document holds no escape sequence."""
    Path("shop.csv").write_text(SHOP + '"\x1b]0;x\x07only a question?",\n', encoding="utf-8")
    _, out, _ = run(capsys, "import", "shop.csv", "--verbose", "--dry-run")
    assert "\x1b" not in out and "\x07" not in out


def test_fmt_brings_files_into_form(capsys: pytest.CaptureFixture[str]) -> None:
    """--check tells and changes nothing; without it the file is written."""
    Path("kb").mkdir()
    path = Path("kb/shop.yaml")
    path.write_text("faq:\n- answer: Here.\n  question: Where?\ntitle: Shop\n", encoding="utf-8")
    assert run(capsys, "fmt", "--check", "kb") == (1, "kb/shop.yaml: is not in form\n", "")
    assert run(capsys, "fmt", "kb") == (0, "kb/shop.yaml: brought into form\n", "")
    assert path.read_text(encoding="utf-8") == "title: Shop\n\nfaq:\n  - question: Where?\n    answer: Here.\n"
    assert run(capsys, "fmt", "--check", "kb") == (0, "1 file in form\n", "")


def test_fmt_refuses_what_has_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """With the messages of loading, and the other files are brought into form."""
    Path("kb").mkdir()
    Path("kb/a.yaml").write_text("title: A\nfaq: x\n", encoding="utf-8")
    Path("kb/b.yaml").write_text("title:   B\nfaq:\n- question: Where?\n  answer: Here.\n", encoding="utf-8")
    status, out, err = run(capsys, "fmt", "kb")
    assert (status, out) == (2, "kb/b.yaml: brought into form\n")
    assert err == "kb/a.yaml:2: faq must be a list, not a text: start each item with a dash (-)\n"
    assert run(capsys, "fmt", "nowhere")[0] == 2


def test_answering_imports_nothing_of_this() -> None:
    """`faqbot ask` starts without the rooms for authors, and without what they need."""
    code = "import sys; from faqbot.terminal.shell import cli; cli.main(['ask', 'hi']); print(*sys.modules, sep='\\n')"
    done = subprocess.run([FAQBOT[0], "-c", code], capture_output=True, check=True, encoding="utf-8", timeout=60)
    loaded = done.stdout.split()
    assert not [
        name for name in loaded if name.startswith(("faqbot.authoring", "ruamel", "faqbot.terminal.shell.authoring."))
    ]
    assert "faqbot.terminal.shell.authoring" not in loaded


def test_the_record_is_no_article(capsys: pytest.CaptureFixture[str]) -> None:
    """What is kept beside a file is passed over when the folder is loaded."""
    run(capsys, "import", "shop.csv")
    assert files.imported("knowledge") == {("shop.csv", "shop"): os.path.join("knowledge", "shop.yaml")}
    assert run(capsys, "-k", "knowledge", "ask", "do you deliver")[0] == 0


def test_an_article_whose_source_is_gone_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A page that was renamed or deleted leaves its article behind, which goes on answering: that is said."""
    Path("help").mkdir()
    for name in ("video", "backup"):
        Path(f"help/{name}.md").write_text(f"# {name}\n\n## How does {name} work?\n\nWell.\n", encoding="utf-8")
    run(capsys, "import", "help", "-o", "kb")
    Path("help/backup.md").unlink()
    status, out, _ = run(capsys, "import", "help", "-o", "kb")
    gone = f"{os.path.join('kb', 'backup.yaml')} was made of {os.path.join('help', 'backup.md')}, which is gone"
    assert status == 0 and f"{gone}: delete it, or it goes on answering\n" in out
    assert "which is gone" not in run(capsys, "import", "help/video.md", "-o", "kb")[1]
