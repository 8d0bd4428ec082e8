"""The article's own words, where they stand, and the sentence that says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import article, bot, entry, knowledge, section

from faqbot.answering.answers import Citation, Verdict
from faqbot.answering.reason import NAMED, SHOWN
from faqbot.bot import Bot
from faqbot.knowledge.article import Entry, Section
from faqbot.language import tokens
from faqbot.language.language import Language
from faqbot.language.terms import Word


def cited(of: Bot, question: str) -> Citation:
    answer = of.answer(question)
    assert answer.citation is not None, answer.reason
    return answer.citation


def part(of: Bot, id_: str) -> Section | Entry:
    return next(part for _, part in of.knowledge.parts() if part.id == id_)


# -- what answers ------------------------------------------------------------------------------


def test_an_entry_answers_with_its_answer(library: Bot) -> None:
    """The answer of an entry is its own, word for word."""
    entry_ = part(library, "faq-late")
    assert isinstance(entry_, Entry)
    assert library.answer("My book is late").text == entry_.answer.value


def test_a_section_answers_with_its_summary(library: Bot) -> None:
    """A section that has a summary answers with it, and quotes its text."""
    hours = part(library, "hours")
    assert isinstance(hours, Section) and hours.summary
    answer = library.answer("When does the library open?")
    assert answer.text == hours.summary.value
    assert cited(library, "When does the library open?").quote in hours.text.value


@pytest.mark.parametrize("end", [":", "：", ":** "])
def test_a_summary_that_only_introduces_is_no_answer(end: str) -> None:
    """A section whose summary ends in a colon answers with what is read around its quote."""
    text = "To join the badger club you need:\n\n- a torch\n\n- boots\n\nWe meet on Mondays."
    club = bot(section("Badger club", text, f"To join the badger club you need two things{end}"))
    assert club.answer("How do I join the badger club?").text == text[: text.index("\n\nWe meet")]


def test_a_section_without_a_summary_answers_with_the_paragraph_of_its_quote(library: Bot) -> None:
    """A section that has no summary answers with the paragraph in which the sentence stands that says so."""
    answer = library.answer("How many books may I borrow?")
    assert cited(library, "How many books may I borrow?").quote == "Members may borrow 12 books at a time."
    assert answer.text.startswith("Members may borrow 12 books at a time.")
    assert "\n\n" not in answer.text


def test_a_section_that_is_asked_for_by_an_alternate_answers_with_its_text() -> None:
    """An alternate finds its section, which is cited with a sentence of its text; the alternate is never quoted."""
    text = "Leave prams at the desk. Coats hang in the cellar.\n\nUmbrellas drip elsewhere."
    cellar = bot(section("Belongings", text, None, "Is there a cloakroom?"), section("Tours", "Tours start at ten."))
    answer = cellar.answer("is there some cloakroom")
    assert answer.matches[0].receipt.text == "Is there a cloakroom?"
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, text.partition("\n\n")[0])
    citation = cited(cellar, "is there some cloakroom")
    assert (citation.section, citation.entry, citation.heading) == ("belongings", None, "Belongings")
    assert citation.quote == "Leave prams at the desk."
    assert cited(cellar, "is there a cloakroom for coats").quote == "Coats hang in the cellar."


# -- where it stands ---------------------------------------------------------------------------


def test_an_entry_cites_the_section_that_backs_it(library: Bot) -> None:
    """The citation of an entry names the entry, and the section and heading that say so."""
    citation = cited(library, "is there a fine for overdue books?")
    assert (citation.entry, citation.section, citation.heading) == ("faq-late", "fees", "Fees and fines")
    assert citation.quote == "A book that comes back late costs 50 cents a day."


def test_an_entry_that_names_no_section_cites_itself(library: Bot) -> None:
    """Without a backing section the citation names no section, and quotes the answer."""
    citation = cited(library, "Can I bring my dog?")
    assert (citation.entry, citation.section, citation.heading) == ("faq-dogs", None, "May I bring my dog?")
    assert citation.quote == "Guide dogs are welcome."


def test_a_section_cites_itself(library: Bot) -> None:
    """The citation of a section names no entry."""
    citation = cited(library, "opening hours")
    assert (citation.entry, citation.section, citation.heading) == (None, "hours", "Opening hours")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("When does the library open on Monday?", "The library opens at nine in the morning from Monday to Friday."),
        ("When does it close on Saturdays?", "On Saturdays it closes at noon."),
        ("Is the reading room open on public holidays?", "The reading room stays shut on public holidays."),
        ("how long is a loan", "A loan lasts three weeks and can be renewed twice."),
        ("What does membership cost?", "Membership costs 20 euros a year."),
        ("Do children pay?", "Children pay nothing."),
    ],
)
def test_the_quote_is_the_sentence_that_says_so(library: Bot, question: str, quote: str) -> None:
    """Of a section's sentences the one nearest to the question is quoted."""
    assert cited(library, question).quote == quote


@pytest.mark.parametrize(
    "question",
    ["opening hours", "When does it close on Saturdays?", "how long is a loan", "My book is late", "Are pets allowed?"],
)
def test_a_quote_stands_on_the_line_that_is_named(library: Bot, question: str) -> None:
    """The file that a citation names holds the quote on the line that it names, word for word."""
    citation = cited(library, question)
    assert citation.quote in Path(citation.path).read_text(encoding="utf-8").splitlines()[citation.line - 1]


def test_a_sentence_that_holds_the_fact_is_quoted_before_a_nearer_one() -> None:
    """A question that asks for a count quotes the sentence that counts, not the one with more of its words."""
    tours = bot(section("Tours", "People ask about school tours. We gave 340 school tours of the old museum in May."))
    assert cited(tours, "school tours, how?").quote == "People ask about school tours."
    assert cited(tours, "How many school tours?").quote == "We gave 340 school tours of the old museum in May."


def test_a_sentence_that_is_far_nearer_is_quoted_before_one_that_holds_a_fact() -> None:
    """A sentence that states no such fact by the rules may say what was asked all the same."""
    asked, text = "Where do badgers sleep?", "Badgers came from Norway. Badgers sleep wherever there is moss."
    assert cited(bot(section("Wildlife", text, None, asked)), asked).quote == "Badgers sleep wherever there is moss."


def test_a_word_that_all_sentences_have_chooses_none() -> None:
    """Of what was asked, the words count that tell the sentences apart."""
    text = "Badgers, badgers and badgers dig. Badgers of any age that live by the river eat worms."
    assert cited(bot(section("Badgers", text)), "badgers eat").quote.endswith("eat worms.")


def test_a_sentence_that_means_what_was_asked_is_quoted() -> None:
    """Where no sentence has a word of the question, the one that is nearest to it in meaning is quoted."""
    pool = bot(section("Pool", "Lockers take a coin. Youngsters splash with parents.", None, "May infants swim?"))
    assert cited(pool, "May infants swim?").quote == "Youngsters splash with parents."


def test_a_summary_is_never_quoted() -> None:
    """A quote is from a section's text, also where its summary is nearer to the question."""
    tours = bot(section("Groups", "Guides take classes of up to thirty.", "There are school tours of the museum."))
    answer = tours.answer("Are there school tours of the museum?")
    assert answer.text == "There are school tours of the museum."
    assert cited(tours, "Are there school tours of the museum?").quote == "Guides take classes of up to thirty."


def test_an_entrys_quote_is_near_to_its_answer() -> None:
    """Where the question's words stand nowhere in the backing section, the entry's answer says which sentence fits."""
    shop = bot(
        section("Terms", "Parcels leave daily. Shoes may be returned within a month. Gift cards never expire."),
        entry("Can I send it back?", answer="Yes: shoes may be returned.", backed_by="terms"),
    )
    assert cited(shop, "Can I send it back?").quote == "Shoes may be returned within a month."


def test_the_whole_of_an_entrys_answer_tells_the_quote() -> None:
    """Also what stands far behind in a long answer says which sentence of the backing section fits."""
    shop = bot(
        section("Terms", "Parcels leave daily. Shoes may be returned within a month. Gift cards never expire."),
        entry("Can I send it back?", answer="Well, well. " * 200 + "Shoes may be returned.", backed_by="terms"),
    )
    assert cited(shop, "Can I send it back?").quote == "Shoes may be returned within a month."


def test_an_entrys_answer_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is near to an entry's answer is found at its first question, and known at the others."""
    shop = bot(section("Terms", "Shoes may be returned."), entry("Can I send it back?", backed_by="terms"))
    first = cited(shop, "Can I send it back?")
    read: list[str] = []
    real = tokens.words

    def words(said: str, language: Language) -> tuple[Word, ...]:
        read.append(said)
        return real(said, language)

    monkeypatch.setattr(tokens, "words", words)
    assert cited(shop, "Can I send it back?") == first
    assert "See below." not in read and "Can I send it back?" in read


def test_the_articles_title_note_and_date_are_carried(library: Bot) -> None:
    """A citation carries the article's id, title, note and date."""
    citation = cited(library, "opening hours")
    assert (citation.article, citation.title) == ("library", "The town library")
    assert (citation.note, citation.date) == ("Rules of the town council", "2024-05-01")


def test_without_a_date_an_article_is_undated() -> None:
    """An article that has no date is cited as undated, and without a note there is none."""
    citation = cited(bot(entry("Is it open?"), entry("Who pays?")), "is it open")
    assert (citation.date, citation.note) == ("undated", None)


def test_each_article_cites_itself() -> None:
    """In a knowledge of several articles the citation names the one that answers."""
    two = Bot(
        knowledge(article("shop", entry("Can I return shoes?")), article("museum", entry("Are there guided tours?")))
    )
    assert cited(two, "returning shoes").article == "shop"
    assert cited(two, "a guided tour").article == "museum"


@pytest.mark.parametrize("question", ["How many newspapers may I borrow?", "how many dogs are there"])
def test_the_closest_place_is_cited_where_there_is_no_answer(library: Bot, question: str) -> None:
    """A question without an answer says where the knowledge comes nearest to it."""
    answer = library.answer(question)
    assert answer.citation is None
    assert answer.closest is not None
    assert answer.closest.quote in Path(answer.closest.path).read_text(encoding="utf-8")


def test_no_place_is_close_to_a_question_about_something_else(library: Bot) -> None:
    """A question that shares only stop words with the knowledge has no closest place."""
    assert library.answer("What is the capital of France?").closest is None


# -- why ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "There is no question: ask something in words."),
        ("?!", "There is no question: ask something in words."),
        ("opening hours", "The question is close to “Opening hours”."),
        ("Are pets allowed?", "The question is close to “May I bring my dog?”."),
        (
            "How many newspapers may I borrow?",
            "I don't know: “Lending” comes closest, but does not say how many newspapers.",
        ),
        ("zeppelins", "I don't know: the knowledge says nothing about “zeppelins”."),
        ("zeppelins, giraffes", "I don't know: the knowledge says nothing about “zeppelins” or “giraffes”."),
        ("ants bees gnats wasps", "I don't know: the knowledge says nothing about “ants”, “bees” or “gnats”."),
        ("would you", "I don't know: nothing in the knowledge comes near enough to this question."),
        ("x" * 500, f"I don't know: the knowledge says nothing about “{'x' * SHOWN}”."),
    ],
)
def test_the_reason_says_why(library: Bot, question: str, reason: str) -> None:
    """One sentence says why the verdict is what it is, in the question's own words."""
    assert library.answer(question).reason == reason


LIFT = entry("Is there a lift to the reading room upstairs?")
CHANGES = (entry("How do I change my password?"), entry("How do I change my name?"))
PINS = (entry("How do I reset a PIN?"), entry("Can I have another code?", "How do I reset a PIN?"))
OTHERS = tuple(
    map(
        entry,
        (
            "Who sells stamps?",
            "When do lessons begin?",
            "Can dogs swim?",
            "Why was my card refused?",
            "Which foods are allowed?",
            "May I take photographs?",
            "How much is soup?",
            "What does a locker cost?",
            "Do you repair shoes?",
        ),
    )
)


@pytest.mark.parametrize(
    ("parts", "question", "offered"),
    [
        ((LIFT, *OTHERS), "lift for my heavy piano", 1),
        (PINS, "how do I reset a PIN?", 2),
        (CHANGES, "change my avatar", 2),
        ((LIFT,), "upstairs taxi airport", 1),
        pytest.param(
            (LIFT, *OTHERS),
            "a taxi upstairs to the airport in the rain",
            1,
            marks=pytest.mark.xfail(reason="in a small knowledge one word of four is enough", strict=True),
        ),
    ],
)
def test_an_unsure_reason_asks_back(parts: tuple[Entry, ...], question: str, offered: int) -> None:
    """Where there are suggestions the reason asks which one is meant."""
    answer = bot(*parts, entry("Closed")).answer(question)
    assert answer.verdict is Verdict.UNSURE
    meant = "this" if offered == 1 else "one of these"
    assert (len(answer.suggestions), answer.reason) == (offered, f"I'm not sure. Did you mean {meant}?")


def test_a_reason_names_few_words(library: Bot) -> None:
    """However many words are unknown, the reason names the first few."""
    reason = library.answer("ants bees gnats wasps moths flies").reason
    assert reason.count("“") == NAMED


def test_a_reason_acts_on_no_terminal() -> None:
    """A heading with control characters is made harmless in the reason."""
    answer = bot(section("Boots\x1b[31m", "Boots are warm.")).answer("boots")
    assert "\x1b" not in answer.reason
    assert "Boots" in answer.reason


# -- what met the question ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("How many books may I borrow?", {"borrow", "books"}),
        ("how many bokos may I borow?", {"borrow", "books"}),
    ],
)
def test_the_words_that_met_are_marked(library: Bot, question: str, marked: set[str]) -> None:
    """The quote's words that the question met are marked, also past typos, and words of no meaning are not."""
    cite = cited(library, question)
    words = {cite.quote[start:end].lower() for start, end in cite.marks}
    assert marked <= words <= marked | {"may"}


def test_marks_lie_in_the_quote(library: Bot) -> None:
    """Marks are in order, apart, and within the quote."""
    for question in ("My book is late", "When does the library open?", "Is it closed on Mondays?"):
        answer = library.answer(question)
        cite = answer.citation or answer.closest
        if cite:
            edges = [edge for mark in cite.marks for edge in mark]
            assert edges == sorted(edges) and all(0 <= edge <= len(cite.quote) for edge in edges)
