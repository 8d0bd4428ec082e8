"""A question put beside the place that it belongs to: written as a hand would, refused with what would be lost."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from checkout import FAQBOT
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lessons import GOLDEN, SHOP, held, shop
from samples import article, entry, knowledge

from faqbot.answering.answers import Verdict
from faqbot.authoring import saving
from faqbot.authoring.checking import checks
from faqbot.authoring.learning.teaching import journal, places, placing, trying
from faqbot.authoring.learning.teaching.lesson import NewEntry, NotOurs, RefusedError, Wording
from faqbot.authoring.learning.teaching.teacher import Teacher, undo
from faqbot.base import folders
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.values import replace
from faqbot.bot import Bot
from faqbot.evaluation.golden import judge
from faqbot.evaluation.golden.reading import read as golden

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taught here is noted in a folder of its own, by other processes as well."""
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setattr(folders, "state", lambda: str(state / "faqbot"))


# -- what is written ---------------------------------------------------------------------------


def test_a_wording_and_its_case_are_written(tmp_path: Path) -> None:
    """A question becomes an alternate of its entry and a golden case; every other byte stays as it is."""
    lesson = shop(tmp_path).teach("may I give it back", "returns")
    assert held(tmp_path) == {
        "shop.yaml": SHOP.replace("bring it back?\n", "bring it back?\n      - may I give it back\n"),
        "shop.golden.yaml": f"{GOLDEN}  - ask: may I give it back # faqbot: ignore W006 taught\n    cite: returns\n",
    }
    assert str(lesson).splitlines()[1] == f"{tmp_path / 'shop.golden.yaml'}: a case asks it"
    assert lesson.ref == "shop#returns" and lesson.files == tuple(
        str(tmp_path / name) for name in ("shop.yaml", "shop.golden.yaml")
    )


@pytest.mark.parametrize(
    ("ref", "before", "after"),
    [
        ("cards", '["Can I pay by card?"]', '["Can I pay by card?", "zebra crossing"]'),
        ("parking", "park?\n", "park?\n    alternates:\n      - zebra crossing\n"),
        ("delivery", "Delivery\n", "Delivery\n    alternates:\n      - zebra crossing\n"),
    ],
)
def test_alternates_stand_where_a_hand_puts_them(tmp_path: Path, ref: str, before: str, after: str) -> None:
    """In a list in brackets, in a new list below its question, and of a section below its heading."""
    shop(tmp_path).teach("zebra crossing", ref)
    assert held(tmp_path)["shop.yaml"] == SHOP.replace(before, after, 1)


def test_what_was_taught_is_answered(tmp_path: Path) -> None:
    """Once it is loaded again the bot answers the question from its place, and the golden file holds."""
    bot = shop(tmp_path)
    assert not bot.answer("zebra crossing").citation
    bot.teach("zebra crossing", "parking")
    again = Bot.load(tmp_path / "shop.yaml")
    assert judge.cited(again.answer("zebra crossing")) == ("shop#parking",)
    assert not any(judge.judged(case, again).fault for case in golden(str(tmp_path / "shop.golden.yaml")).cases)


def test_a_taught_knowledge_is_found_no_fault_with(tmp_path: Path) -> None:
    """`faqbot check` tells of golden cases that are wordings; not of those that teaching wrote."""
    shop(tmp_path).teach("zebra crossing", "parking")
    codes = {found.code for found in checks.check([str(tmp_path)]).findings}
    assert not codes & {"W006", "I001", "I002"}


def test_a_try_writes_nothing(tmp_path: Path) -> None:
    """With `dry_run` nothing is written, and the lesson shows what would be, as a diff."""
    lesson = shop(tmp_path).teach("zebra crossing", "parking", dry_run=True)
    assert held(tmp_path) == {"shop.golden.yaml": GOLDEN, "shop.yaml": SHOP}
    assert "+    alternates:\n+      - zebra crossing\n" in lesson.diff and "+  - ask: zebra crossing #" in lesson.diff
    assert journal.read() == []


def test_line_ends_stay(tmp_path: Path) -> None:
    """A file whose lines end as on Windows is taught, and taken back, with such ends."""
    (tmp_path / "shop.yaml").write_bytes(SHOP.replace("\n", "\r\n").encode())
    Bot.load(tmp_path / "shop.yaml").teach("zebra crossing", "parking")
    taught = (tmp_path / "shop.yaml").read_bytes()
    assert taught.count(b"\r\n") == taught.count(b"\n") and b"      - zebra crossing\r\n" in taught
    undo([str(tmp_path / "shop.yaml")])
    assert (tmp_path / "shop.yaml").read_bytes() == SHOP.replace("\n", "\r\n").encode()


def test_a_new_entry(tmp_path: Path) -> None:
    """A question with an answer becomes an entry behind the others, with its case; taken back it is gone."""
    teacher = Teacher(shop(tmp_path))
    lesson = teacher.teach(NewEntry("Is there a toilet?", "Yes: ask for the key.", "shop"))
    assert held(tmp_path)["shop.yaml"].endswith("shop.\n\n  - question: Is there a toilet?\n    answer: |\n"
                                                "      Yes: ask for the key.\n")  # fmt: skip
    assert judge.cited(teacher.bot.answer("Is there a toilet?")) == (lesson.ref,)
    undo([str(tmp_path / "shop.yaml")])
    assert held(tmp_path) == {"shop.golden.yaml": GOLDEN, "shop.yaml": SHOP}


def test_a_question_that_is_not_ours(tmp_path: Path) -> None:
    """A question to leave without an answer becomes a case that says so; one that is answered is refused."""
    teacher = Teacher(shop(tmp_path))
    teacher.teach(NotOurs("who won the world cup", "shop"))
    assert held(tmp_path)["shop.golden.yaml"] == f"{GOLDEN}  - ask: who won the world cup\n    unknown: true\n"
    with pytest.raises(RefusedError, match="its case would fail"):
        teacher.teach(NotOurs("Where can I park?", "shop"))
    assert undo([str(tmp_path / "shop.yaml")]).question == "who won the world cup"
    assert held(tmp_path)["shop.golden.yaml"] == GOLDEN


# -- which golden file -------------------------------------------------------------------------


def test_a_golden_file_is_made(tmp_path: Path) -> None:
    """Where none is about the article, one of its name is made beside it, and goes again when the lesson does."""
    shop(tmp_path, golden="").teach("zebra crossing", "parking")
    made = "knowledge: shop.yaml\n\ncases:\n  - ask: zebra crossing # faqbot: ignore W006 taught\n    cite: parking\n"
    assert held(tmp_path)["shop.golden.yaml"] == made
    undo([str(tmp_path / "shop.yaml")])
    assert held(tmp_path) == {"shop.yaml": SHOP}


@pytest.mark.parametrize("where", ["knowledge/all.golden.yaml", "tests/golden/x.golden.yaml", "tests/x.golden.yaml"])
def test_the_golden_file_that_names_the_article(tmp_path: Path, where: str) -> None:
    """A golden file beside the article or in the tests of its folder gets the case, if it names it or its folder."""
    (tmp_path / "knowledge").mkdir()
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    named = "." if where.startswith("knowledge") else "/".join([".."] * where.count("/") + ["knowledge"])
    (path.parent / "other.golden.yaml").write_text("knowledge: elsewhere.yaml\ncases: [{ask: a, unknown: true}]\n")
    path.write_text(GOLDEN.replace("shop.yaml", named), encoding="utf-8")
    shop(tmp_path / "knowledge", golden="").teach("zebra crossing", "parking")
    assert "ask: zebra crossing" in path.read_text(encoding="utf-8")


def test_a_named_golden_file(tmp_path: Path) -> None:
    """The golden file that is named gets the case, be it a new one, and the other cases are still held."""
    bot, path = shop(tmp_path), tmp_path / "more" / "new.golden.yaml"
    path.parent.mkdir()
    bot.teach("zebra crossing", "parking", golden=str(path))
    assert 'knowledge: "../shop.yaml"\n' in path.read_text(encoding="utf-8")
    assert held(tmp_path)["shop.golden.yaml"] == GOLDEN
    with pytest.raises(RefusedError):
        bot.teach("is it possible to pay with a card", "parking", golden=str(path))


# -- what is refused ---------------------------------------------------------------------------


def test_a_golden_file_that_no_test_would_find_is_not_made(tmp_path: Path) -> None:
    """A new golden file must be called as pytest and `faqbot diff` look for one; nothing is written otherwise."""
    bot, path = shop(tmp_path, golden=""), tmp_path / "cases.txt"
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(FaqbotError, match=r"cases\.txt: no test would find .*: end it in \.golden\.yaml"):
        bot.teach("zebra crossing", "parking", golden=str(path))
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_flip_of_a_golden_case_is_refused(tmp_path: Path) -> None:
    """A wording by which a golden case would be answered from elsewhere is refused, with what is and would be."""
    with pytest.raises(RefusedError) as refused:
        shop(tmp_path).teach("is it possible to pay with a card", "parking")
    (flip,) = refused.value.flips
    assert (flip.question, flip.where) == ("is it possible to pay with a card", f"{tmp_path}/shop.golden.yaml:4")
    assert flip.was.startswith("answered from shop#cards") and "shop#parking" in flip.would
    assert str(flip) in str(refused.value) and held(tmp_path)["shop.yaml"] == SHOP


def test_a_flip_of_a_wording_is_refused(tmp_path: Path) -> None:
    """A wording that another entry has is refused: who asks so would no longer be led there alone."""
    with pytest.raises(RefusedError) as refused:
        shop(tmp_path, golden="").teach("can I pay by card", "parking")
    assert [flip.where for flip in refused.value.flips] == ["shop#cards"]
    assert held(tmp_path) == {"shop.yaml": SHOP}


@pytest.mark.parametrize("question", ["Where can I park?", "where can i park"])
def test_nothing_to_learn(tmp_path: Path, question: str) -> None:
    """What leads there already is told as known, and written nowhere."""
    with pytest.raises(RefusedError, match="already") as refused:
        shop(tmp_path).teach(question, "parking")
    assert refused.value.known and held(tmp_path) == {"shop.golden.yaml": GOLDEN, "shop.yaml": SHOP}


@pytest.mark.parametrize(
    ("question", "ref", "said"),
    [
        ("", "parking", "no word"),
        (" ?! ", "parking", "no word"),
        ("x " * 600, "parking", "1,000 characters"),
        ("zebra", "parkin", None),
        ("zebra", "parkign", 'did you mean "parking"'),
        ("zebra", "re", 'may be "rest" or "returns"'),
    ],
)
def test_what_can_not_be_taught(tmp_path: Path, question: str, ref: str, said: str | None) -> None:
    """No question, one longer than is read, and no place, the nearest being named; a beginning of an id is enough."""
    bot = shop(tmp_path)
    if said is None:
        assert bot.teach(question, ref, dry_run=True).ref == "shop#parking"
        return
    with pytest.raises(FaqbotError, match=said):
        bot.teach(question, ref)


def test_only_yaml_is_taught(tmp_path: Path) -> None:
    """Articles in memory, lists of one entry a line, and compiled files are refused, with what to do."""
    with pytest.raises(FaqbotError, match="in memory: load it from files"):
        Bot(knowledge(article("small", entry("Where can I park?")))).teach("zebra", "where-can-i-park")
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "park", "question": "Where can I park?", "answer": "There."}\n', encoding="utf-8")
    with pytest.raises(FaqbotError, match=r"rows\.jsonl: a list of one entry a line"):
        Bot.load(rows).teach("zebra", "park")
    shop(tmp_path)
    subprocess.run([*FAQBOT, "compile", tmp_path / "shop.yaml", "-o", tmp_path / "shop.faq"], check=True)
    with pytest.raises(FaqbotError, match=r"shop\.faq: a compiled knowledge can't be taught"):
        Bot.load(tmp_path / "shop.faq").teach("zebra", "parking")


# -- taking back -------------------------------------------------------------------------------


def test_lessons_are_taken_back_one_by_one(tmp_path: Path) -> None:
    """The last first, then the one before, until the files are what they were; then there is none."""
    teacher, file = Teacher(shop(tmp_path)), str(tmp_path / "shop.yaml")
    for question, ref in [("zebra crossing", "parking"), ("send it home", "delivery"), ("walrus tusk", "parking")]:
        teacher.teach(Wording(question, ref))
    assert [undo([file]).question for _ in range(3)] == ["walrus tusk", "send it home", "zebra crossing"]
    assert held(tmp_path) == {"shop.golden.yaml": GOLDEN, "shop.yaml": SHOP}
    with pytest.raises(FaqbotError, match="no lesson to take back"):
        undo([file])


def test_what_was_edited_since_stays(tmp_path: Path) -> None:
    """Only what was put in is taken out of files that have changed elsewhere; of a place that has, it is told."""
    bot, file = shop(tmp_path), tmp_path / "shop.yaml"
    bot.teach("zebra crossing", "parking")
    edited = file.read_text(encoding="utf-8").replace("Behind the shop.", "In front of it.").replace("# asked", "# not")
    file.write_text(edited, encoding="utf-8")
    undo([str(file)])
    was = SHOP.replace("Behind the shop.", "In front of it.").replace("# asked", "# not")
    assert file.read_text(encoding="utf-8") == was
    bot.teach("zebra crossing", "parking")
    file.write_text(file.read_text(encoding="utf-8").replace("zebra crossing", "zebra crossings"), encoding="utf-8")
    undone = undo([str(file)])
    assert len(undone.left) == 1 and "not there any more as it was taught" in undone.left[0]
    assert held(tmp_path)["shop.golden.yaml"] == GOLDEN


def test_lessons_of_other_knowledges_stay(tmp_path: Path) -> None:
    """What was taught to another article is not taken back."""
    shop(tmp_path).teach("zebra crossing", "parking")
    with pytest.raises(FaqbotError, match="no lesson"):
        undo([str(tmp_path / "other.yaml")])


_QUESTIONS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30) | st.sampled_from(
    ["yes", "1.0", "a: b", "a #b", "- x", "'", '"', "[a]", "{a}", "x, y", "*a", "2026-01-01", "é…", "a\\b"]
)


@settings(max_examples=40)
@example("yes", "parking")
@given(_QUESTIONS, st.sampled_from(["parking", "cards", "returns", "delivery", "rest"]))
def test_put_in_and_taken_out_nothing_has_changed(
    tmp_path_factory: pytest.TempPathFactory, question: str, id_: str
) -> None:
    """Whatever is asked, the file holds it once it is put in, and is the same by its bytes once it is taken out."""
    asked = " ".join(question.split())
    assume(any(map(str.isalnum, asked)) and asked.isprintable())
    path = tmp_path_factory.mktemp("shop") / "shop.yaml"
    path.write_text(SHOP, encoding="utf-8")
    before = placing.read(str(path))
    place = placing.where(before, places.part(before, id_))
    write = placing.wording(str(path), place, asked)
    placing.save([write])
    alternates = places.part(placing.read(str(path)), id_).alternates
    assert alternates[-1] == asked
    assert placing.without_wording(str(path), place, len(alternates) - 1).after == SHOP


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (["Is it near?", "Do you sell lamps?"], "unsure (a#is-it-near is offered)"),
        (["Is it near?", "Is it near enough?", "Do you sell lamps?"], "unsure whether a#is-it-near"),
    ],
)
def test_what_is_unsure_is_told_in_english(questions: list[str], said: str) -> None:
    """Of one place that is offered it isn't asked whether it is that or another."""
    offered = tuple(match for match in Bot(knowledge(article("a", *map(entry, questions)))).search("is it near"))
    answer = replace(Bot(knowledge(article("a", entry("x")))).answer("y"), verdict=Verdict.UNSURE, suggestions=offered)
    assert trying.told(answer).startswith(said)


def test_half_a_lesson_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the golden file can't be written the article stays as it was; and so when a lesson is taken back."""
    bot, save = shop(tmp_path), saving.save

    def full(path: str, content: bytes) -> None:
        if path.endswith(".golden.yaml"):
            raise KnowledgeError(path, None, "the file can't be written (No space left on device)")
        save(path, content)

    was = held(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(saving, "save", full)
        with pytest.raises(KnowledgeError, match="No space left"):
            bot.teach("zebra crossing", "parking")
    assert held(tmp_path) == was
    bot.teach("zebra crossing", "parking")
    taught = held(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(saving, "save", full)
        with pytest.raises(KnowledgeError, match="No space left"):
            undo([str(tmp_path / "shop.yaml")])
    assert held(tmp_path) == taught
    undo([str(tmp_path / "shop.yaml")])
    assert held(tmp_path) == was


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("behind", ["", "# the end\n", "\n# the end\n", "  # more to come\n", "\nthreshold: 0.4\n"])
def test_an_entry_goes_as_it_came(tmp_path: Path, between: str, behind: str) -> None:
    """Of a new entry that is taken back not even an empty line stays, whatever stands behind the entries."""
    entries = [f"  - question: Is it {what}?\n    answer: Yes.\n" for what in ("cheap", "open", "near")]
    text = f"title: Shop\nfaq:\n{between.join(entries)}{behind}"
    path = tmp_path / "shop.yaml"
    path.write_text(text, encoding="utf-8")
    placing.save([placing.entry(str(path), "Is it large?", "No.\n\nIt is small.")])
    article = placing.read(str(path))
    assert article.faq[-1].question == "Is it large?"
    assert placing.without_entry(str(path), placing.where(article, article.faq[-1])).after == text


@pytest.mark.parametrize(
    "entry_",
    ["{question: Is it near?, answer: Yes.}", "{question: Is it near?, # to what?\n     answer: Yes.}"],
)
def test_a_wording_goes_with_its_key(tmp_path: Path, entry_: str) -> None:
    """Of an entry in braces the key goes as well that came with its only wording."""
    path = tmp_path / "shop.yaml"
    path.write_text(f"title: Shop\nfaq:\n  - {entry_}\n", encoding="utf-8")
    article = placing.read(str(path))
    place = placing.where(article, article.faq[0])
    placing.save([placing.wording(str(path), place, "how far is it")])
    assert placing.without_wording(str(path), place, 0).after == f"title: Shop\nfaq:\n  - {entry_}\n"


# -- what is asked of a large knowledge --------------------------------------------------------

_WORDS = "bike lock key lamp bell tyre pump chain seat brake"
_wording = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=4, unique=True).map(" ".join)


@settings(max_examples=40)
@given(st.lists(_wording, min_size=12, max_size=24, unique=True), _wording, st.integers(0, 99))
def test_those_alike_are_all_that_can_be_lost(wordings: list[str], taught: str, at: int) -> None:
    """To ask the nearest few of those that share a word finds a loss exactly where to ask all wordings finds one."""
    pairs = list(zip(wordings[::2], wordings[1::2], strict=False))
    entries = [entry(one, other, answer=f"Answer {number}.") for number, (one, other) in enumerate(pairs)]
    chosen = at % len(entries)
    changed = [entry(e.question, *e.alternates, *([taught] if n == chosen else [])) for n, e in enumerate(entries)]
    old, new = Bot(knowledge(article("a", *entries))), Bot(knowledge(article("a", *changed)))
    everything = {
        place.wording
        for place in trying.wordings(old)
        if place.ref in judge.cited(old.answer(place.wording))
        and place.ref not in judge.cited(new.answer(place.wording))
    }
    assert {flip.question for flip in trying.lost(taught, old, new, most=10)} == everything


def test_no_more_than_so_many_are_asked() -> None:
    """However many wordings there are, the nearest are asked and no others."""
    texts = [f"lamp number{n}" for n in range(1_000)] + ["lamp bell"]
    found = trying.nearest("lamp bell", texts, Bot(knowledge(article("a", entry("x")))).index.language, 10, 1e-9)
    assert len(found) == 10 and found[0] == 1_000


# -- several at once ---------------------------------------------------------------------------


def test_several_teach_at_once(tmp_path: Path) -> None:
    """Processes that teach one file at the same time lose no lesson, and each can be taken back."""
    shop(tmp_path)
    questions = ["zebra crossing", "penguin island", "walrus tusk", "heron pond"]
    command = [*FAQBOT, "-k", str(tmp_path / "shop.yaml"), "teach", "--ref", "parking", "--question"]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda q: subprocess.run([*command, q], capture_output=True, check=False), questions))
    assert [one.returncode for one in done] == [0] * 4, done
    bot = Bot.load(tmp_path / "shop.yaml")
    parking = next(one for one in bot.knowledge.articles[0].faq if one.id == "parking")
    assert sorted(parking.alternates) == sorted(questions)
    assert all(f"ask: {question} #" in held(tmp_path)["shop.golden.yaml"] for question in questions)
    assert sorted(undo([str(tmp_path / "shop.yaml")]).question for _ in questions) == sorted(questions)
    assert held(tmp_path) == {"shop.golden.yaml": GOLDEN, "shop.yaml": SHOP}
