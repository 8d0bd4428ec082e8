"""Any encoder: what it changes, what is kept of it, and what happens where it fails."""

from __future__ import annotations

import math
import sqlite3
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from samples import article, entry, knowledge, section

from faqbot import FaqbotError
from faqbot.answering.answers import Verdict
from faqbot.base import folders
from faqbot.bot import Bot
from faqbot.index.encoding import cache, gauge
from faqbot.index.encoding import encoded as encoded_module
from faqbot.index.encoding.encoded import PASSAGE, passages
from faqbot.index.encoding.encoder import BATCH, PROBE, TOLD, Encoder
from faqbot.index.index import Index
from faqbot.knowledge.article import Entry, Knowledge, Meaning, Section

# What the small encoder below takes for one meaning: a dimension each.
MEANINGS = (
    {"refund", "money", "back", "reimburse", "geld", "zurück", "erstattung"},
    {"train", "reach", "railway", "zug"},
    {"children", "kids", "young", "kinder"},
)
SHOP = (
    entry("When will I get my refund?", answer="Refunds arrive within ten days."),
    entry("How do I reach the shop by train?", answer="Take the train to Harbour Street."),
    entry("Is the workshop open to children?", answer="Children of six and older are welcome."),
)


class Small:
    """An encoder of three dimensions and a fourth for all else. Counts the texts that it gets."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def __call__(self, texts: list[str]) -> list[list[float]]:
        self.calls.append(texts)
        return [self.vector(text) for text in texts]

    def vector(self, text: str) -> list[float]:
        words = text.casefold().replace("?", "").split()
        return [*(float(sum(word in meaning for word in words)) for meaning in MEANINGS), 0.1]

    @property
    def texts(self) -> list[str]:
        return [text for call in self.calls for text in call if text not in {PROBE, *gauge.TEXTS}]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(folders, "cache", lambda: str(tmp_path / "faqbot"))
    return tmp_path / "faqbot"


def shop(*more: Entry, meaning: Meaning | None = None) -> Knowledge:
    return knowledge(article("shop", *SHOP, *more, meaning=meaning))


# -- what it changes ---------------------------------------------------------------------------


def test_a_text_that_means_alike_is_found_without_a_common_word() -> None:
    """What the encoder takes for alike is found, and the receipt says how much."""
    found = Bot(shop(), encoder=Small()).search("railway kids young")
    assert found[0].title == "Is the workshop open to children?"
    views = {view.name: view.score for view in found[0].receipt.views}
    assert views["meaning"] > 0.7 and "gist" not in views


def test_an_encoder_chooses_the_sentence_of_a_section_that_is_quoted() -> None:
    """Where there are no word vectors: of the nearest paragraph the sentence most alike, for which they are encoded."""
    trips = section("Trips", "We close at noon. A railway runs here. Bring money.\n\nNo zug at night.")
    encoder = Small()
    bot = Bot(knowledge(article("trips", trips, *SHOP, language="de")), encoder=encoder)
    assert "A railway runs here." not in encoder.texts
    for _ in range(2):
        cited = bot.pick("trips#trips", "railway").citation
        assert cited and cited.quote == "A railway runs here."
    assert encoder.texts.count("A railway runs here.") == 1


def test_where_the_encoder_fails_at_a_paragraph_a_sentence_is_quoted_all_the_same() -> None:
    """What can't be told of single sentences is that of their paragraph, with a warning, until the encoder works."""

    class Choosy(Small):
        failed = False

        def __call__(self, texts: list[str]) -> list[list[float]]:
            if "We close at noon." in texts and not self.failed:
                self.failed = True
                raise TimeoutError
            return super().__call__(texts)

    trips = section("Trips", "We close at noon. A railway runs here.")
    bot = Bot(knowledge(article("trips", trips, *SHOP, language="de")), encoder=Choosy())
    with pytest.warns(UserWarning, match="Choosy failed: TimeoutError"):
        cited = bot.pick("trips#trips", "zug").citation
    assert cited and cited.quote in {"We close at noon.", "A railway runs here."}
    again = bot.pick("trips#trips", "zug").citation
    assert again and again.quote == "A railway runs here."


def test_a_receipt_tells_the_passage_that_is_nearest_in_meaning() -> None:
    """It has the paragraph without the titles above it, or the question, and its cosine; without an encoder none."""
    receipt = Bot(shop(), encoder=Small()).search("railway?")[0].receipt
    assert receipt.passage and receipt.passage.text == "How do I reach the shop by train?"
    assert receipt.passage.cosine == pytest.approx(1.0, abs=5e-3)
    answer = Bot(shop(), encoder=Small()).answer("railway?")
    assert answer.to_dict()["matches"][0]["receipt"]["passage"]["text"] == receipt.passage.text
    plain = Bot(shop()).answer("train?")
    assert plain.matches[0].receipt.passage is None
    assert "passage" not in plain.to_dict()["matches"][0]["receipt"]


def test_misspelt_words_are_mended_for_the_encoder() -> None:
    """The encoder gets a question with the words that the knowledge has for those that were misspelt."""
    encoder = Small()
    found = Bot(shop(), encoder=encoder).search("Is the wrokshop open, for kids?")
    assert encoder.calls[-1] == ["Is the workshop open, for kids?"]
    assert found[0].title == "Is the workshop open to children?"


@pytest.mark.parametrize("question", ["", " ", "?!", "🙂"])
def test_a_question_without_words_means_nothing(question: str) -> None:
    """What is nearest to nothing is no answer, nor nearly one."""
    assert Bot(shop(), encoder=Small()).answer(question) == Bot(shop(meaning=Meaning.OFF)).answer(question)


def test_a_question_that_the_encoder_knows_nothing_of_is_matched_by_its_words() -> None:
    """Where all its numbers are 0 it is as if there were no encoder."""

    def deaf(texts: list[str]) -> list[list[float]]:
        return [[0.0, 0.0] if "fee" in text else [1.0, 1.0] for text in texts]

    found, plain = Bot(shop(), encoder=deaf), Bot(shop(meaning=Meaning.OFF))
    assert found.search("train fee")[0].score == plain.search("train fee")[0].score


def test_in_clusters_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where passages are too many for all to be compared, what a question is near to is found in its clusters."""
    asked = ("railway kids young", "reimburse", "how do I get there by railway")
    plain, small = Bot(shop(), encoder=Small()), Small()
    expected = [plain.search(question) for question in asked]
    monkeypatch.setattr(encoded_module, "COMPARED", 1)
    clustered = Bot(shop(), encoder=small)
    assert [clustered.search(question) for question in asked] == expected
    texts = clustered._matcher._encoded
    assert texts is not None and texts.prepare().clusters is not None


def test_an_encoder_works_in_every_language() -> None:
    """Where the language has no word vectors the encoder is used all the same."""
    german = (entry("Wann kommt die Erstattung?"), entry("Welcher Zug hält?"), entry("Dürfen Kinder mit?"))
    found = Bot(knowledge(article("laden", *german, language="de")), encoder=Small()).search("geld zurück")
    assert found[0].title == "Wann kommt die Erstattung?"


def test_meaning_off_leaves_the_encoder_out() -> None:
    """An article that wants no meaning gets none, and the encoder is never called."""
    small = Small()
    found = Bot(shop(meaning=Meaning.OFF), encoder=small).search("When will I get my refund?")
    assert small.calls == []
    assert "meaning" not in {view.name for view in found[0].receipt.views}


def test_an_entry_is_still_answered() -> None:
    """An entry's own question is answered with an encoder as without."""
    answer = Bot(shop(), encoder=Small()).answer("How do I reach the shop by train?")
    assert answer.verdict is Verdict.ANSWERED and answer.text == "Take the train to Harbour Street."


def test_answers_are_the_same_from_many_threads() -> None:
    """A bot with an encoder may be shared."""
    asked = [entry.question for entry in SHOP] * 20
    shared = Bot(shop(), encoder=Small())
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shared.answer, asked)) == list(map(shared.answer, asked))


@pytest.mark.parametrize("length", [1e6, 1e300, 1e-300])
def test_vectors_of_any_length_and_kind_are_taken(length: float) -> None:
    """Only the proportions of a vector count, and any iterable of numbers is one."""

    def long(texts: list[str]) -> Iterable[Iterable[float]]:
        return ((length * x for x in Small().vector(text)) for text in texts)

    assert Bot(shop(), encoder=long).search("kids young") == Bot(shop(), encoder=Small()).search("kids young")


# -- what is encoded ---------------------------------------------------------------------------


def encoded(*parts: Entry | Section) -> list[str]:
    """What is encoded of these parts of one article, in their order."""
    candidates = Index(knowledge(article("zoo", *parts))).candidates
    return [passage.read for candidate in candidates for passage in passages(candidate)]


def test_questions_are_encoded_as_they_are_and_texts_by_paragraphs_under_their_titles() -> None:
    """A heading alone is none of them: it stands above each paragraph."""
    lions = section("Lions", "They sleep. They\nroar.\n\nFed at noon.", "Big cats.", "Where are the lions?")
    assert encoded(lions) == [
        "Where are the lions?",
        "Zoo\nLions\nBig cats.",
        "Zoo\nLions\nThey sleep. They\nroar.",
        "Zoo\nLions\nFed at noon.",
    ]
    fees = entry("What is the fee?", "How much is it?", answer="Ten euros.")
    assert encoded(fees) == ["What is the fee?", "How much is it?", "Zoo\nWhat is the fee?\nTen euros."]


def test_a_long_paragraph_is_encoded_in_pieces() -> None:
    """Whole sentences, as many as an encoder reads; a longer sentence is one by itself."""
    sentence = f"{'Lions sleep ' * 15}long."
    pieces = encoded(section("Lions", f"{' '.join([sentence] * 7)} {'X' * 2 * PASSAGE}."))
    bodies = [piece.removeprefix("Zoo\nLions\n") for piece in pieces]
    assert bodies == [f"{sentence} {sentence}"] * 3 + [sentence, f"{'X' * 2 * PASSAGE}."]


@given(st.lists(st.sampled_from(["Lions sleep.", "Why?", "No", "\n\n", " ", "\n"]), max_size=30).map(" ".join))
def test_all_that_is_said_is_encoded_once(text: str) -> None:
    """Whatever a text looks like, its passages are its lines, each of them in one."""
    assume(text.strip())  # a section without a text is none
    (candidate,) = Index(knowledge(article("zoo", section("Lions", text)))).candidates
    lines = [at for passage in passages(candidate) for at in range(passage.start, passage.end)]
    assert lines == ([at for at, line in enumerate(candidate.lines) if line.source] or [0])
    assert all(passage.read for passage in passages(candidate))


# -- what is kept ------------------------------------------------------------------------------


def test_the_knowledge_is_encoded_once() -> None:
    """The second bot over the same knowledge encodes the probe and nothing else, and answers alike."""
    first, second = Small(), Small()
    before, after = Bot(shop(), encoder=first), Bot(shop(), encoder=second)
    assert sorted(first.texts) == sorted(
        passage.read for c in before._matcher.index.candidates for passage in passages(c)
    )
    assert second.texts == []
    assert before.answer("kids young?") == after.answer("kids young?")


def test_only_what_changed_is_encoded_anew() -> None:
    """After an edit the encoder gets what is new, with the titles above it."""
    Bot(shop(), encoder=Small())
    edited = Small()
    Bot(shop(entry("Is there a café?")), encoder=edited)
    assert edited.texts == ["Is there a café?", "Shop\nIs there a café?\nSee below."]


def test_another_encoder_of_the_same_name_is_told_apart() -> None:
    """Vectors of one model are never used for another, even behind a function of the same name."""
    Bot(shop(), encoder=Small())

    class Other(Small):
        def vector(self, text: str) -> list[float]:
            return [0.1, *super().vector(text)[:3]]

    Other.__qualname__ = Small.__qualname__
    other = Other()
    Bot(shop(), encoder=other)
    assert len(other.texts) == 2 * len(SHOP)


def test_many_texts_come_in_batches() -> None:
    """The encoder gets at most so many texts at a time, each text once."""
    small = Small()
    many = [entry(f"Is locker {number} free?", f"Is locker {number} free?") for number in range(BATCH + 5)]
    Bot(knowledge(article("lockers", *many)), encoder=small)
    assert list(map(len, small.calls)) == [1, BATCH, BATCH, 2 * (BATCH + 5) + len(gauge.TEXTS) - 2 * BATCH]


@given(st.lists(st.text(st.characters(), max_size=40), max_size=20))
def test_whatever_a_text_is_its_direction_is_kept(texts: list[str]) -> None:
    """Half characters, NULs and texts that stand twice too: what is read back is what was made, and made once."""
    made = cache.directions(Encoder(first := Small()), texts)
    assert made == dict(zip(texts, Encoder(Small()).directions(texts), strict=True))
    assert cache.directions(Encoder(again := Small()), texts[::-1]) == made
    assert again.texts == [] and len(first.texts) <= len(set(texts))


def test_a_damaged_cache_is_replaced(home: Path) -> None:
    """A file that is no database is thrown away, and works again after that."""
    home.mkdir()
    (home / cache.FILE).write_bytes(b"this is no database" * 100)
    Bot(shop(), encoder=Small())
    again = Small()
    Bot(shop(), encoder=again)
    assert again.texts == []


def test_a_cache_that_is_damaged_behind_its_beginning_is_replaced(home: Path) -> None:
    """What is a database until one reads on is thrown away too."""
    Bot(shop(), encoder=Small())
    whole = (home / cache.FILE).read_bytes()
    (home / cache.FILE).write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    answers = [Bot(shop(), encoder=Small()).answer("kids young?") for _ in range(2)]
    again = Small()
    answers.append(Bot(shop(), encoder=again).answer("kids young?"))
    assert again.texts == ["kids young?"] and answers[0] == answers[1] == answers[2]


def test_bots_that_start_at_once_share_what_they_keep(home: Path) -> None:
    """Over an empty cache too, an encoder has one number in it, so that nothing is kept twice."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Bot(shop(), encoder=Small()), range(8)))
    with closing(sqlite3.connect(home / cache.FILE)) as file:
        assert file.execute("SELECT count(*) FROM encoders").fetchone() == (1,)


def test_a_cut_vector_is_computed_anew(home: Path) -> None:
    """A vector of another length than the encoder's is passed over."""
    Bot(shop(), encoder=Small())
    with sqlite3.connect(home / cache.FILE) as file:
        file.execute("UPDATE directions SET direction = x'0102'")
    file.close()
    again = Small()
    Bot(shop(), encoder=again)
    assert len(again.texts) == 2 * len(SHOP)


def test_a_cache_that_cannot_be_written_is_told(home: Path) -> None:
    """Where nothing can be kept the bot works, and a warning says why nothing is kept."""
    home.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"not kept for the next start: [A-Z][a-z ]+\.$"):
        found = Bot(shop(), encoder=Small())
    assert found.search("kids young")[0].title == "Is the workshop open to children?"


# -- what fails --------------------------------------------------------------------------------


def _raise(_texts: list[str]) -> list[list[float]]:
    raise ConnectionError("no\nnetwork")


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (_raise, "failed: ConnectionError: no network"),
        (lambda texts: [[1.0]], "gave 1 vectors for 3 texts"),
        (lambda texts: [[1.0] * (1 + len(text)) for text in texts], "no common length"),
        (lambda texts: [[] for _ in texts], "no common length"),
        (lambda texts: [[math.nan, 1.0] for _ in texts], "not of finite numbers"),
        (lambda texts: [[math.inf, -math.inf] for _ in texts], "not of finite numbers"),
        (lambda texts: [["a"] for _ in texts], "failed: ValueError"),
        (lambda texts: 3, "failed: TypeError"),
        (lambda texts: None, "failed: TypeError"),
        (lambda texts: texts.clear() or [], "gave 0 vectors for 3 texts"),
    ],
    ids=["raises", "too few", "ragged", "empty", "nan", "inf", "words", "number", "none", "cleared"],
)
def test_an_encoder_that_fails_is_told_at_once(function: Callable[[list[str]], list[list[float]]], said: str) -> None:
    """Loading with an encoder that fails raises one sentence that names it."""
    with pytest.raises(FaqbotError, match=said) as raised:
        list(Encoder(function).directions(["a", "bb", "ccc"]))
    assert "\n" not in str(raised.value)
    with pytest.raises(FaqbotError, match="the encoder "):
        Bot(shop(), encoder=function)


def test_of_a_long_failure_the_start_is_told() -> None:
    """What an encoder says that fails is cut where it is long, as a page of a proxy is, with a sign that it was."""

    def failing(_: list[str]) -> list[list[float]]:
        raise ConnectionError("x" * 10_000)

    with pytest.raises(FaqbotError, match=f": {'x' * (TOLD - 1)}…$"):
        list(Encoder(failing).directions(["a"]))


def test_a_question_that_the_encoder_fails_at_is_answered_without_it() -> None:
    """Answering never raises: the question is matched by its words, with one warning."""

    class Tired(Small):
        def __call__(self, texts: list[str]) -> list[list[float]]:
            if len(self.calls) == 2:
                raise TimeoutError
            return super().__call__(texts)

    tired = Bot(shop(), encoder=Tired())
    with pytest.warns(UserWarning, match="Tired failed: TimeoutError"):
        answer = tired.answer("How do I reach the shop by train?")
    assert answer.text == "Take the train to Harbour Street."
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = tired.answer("How are they?")
    assert again.verdict is Verdict.UNKNOWN
    plain = Bot(shop(meaning=Meaning.OFF)).search("How do I reach the shop by train?")
    assert tired.search("How do I reach the shop by train?")[0].score == plain[0].score
