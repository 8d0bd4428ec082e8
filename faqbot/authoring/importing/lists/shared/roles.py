"""What a column of a table or a key of a record holds: told by its name first, then by the shape of what is in it."""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.knowledge.article import DEFAULT_LANGUAGE
from faqbot.language.language import of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Role(enum.Enum):
    """What a field is for."""

    QUESTION = "question"
    ANSWER = "answer"
    ALTERNATES = "alternates"
    KEYWORDS = "keywords"
    GROUP = "group"
    URL = "url"
    ID = "id"
    LANGUAGE = "language"
    SHOWN = "shown"  # holds a "no" where an entry is switched off
    HIDDEN = "hidden"  # holds a "yes" there


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says of its field.

    Attributes:
        role: what the field is for.
        rank: how clearly the name says so: the lower the clearer.
    """

    role: Role
    rank: int

    @property
    def strong(self) -> bool:
        """Whether the name means nothing else: "question" rather than "title"."""
        return self.rank < _WEAK


# Names as `plain` makes them, by role, the clearer before the less clear. They are names of fields in files of all
# sorts of tools, and so not of one language. What stands behind "|" names other things as well, and is believed only
# where nothing clearer is there.
_NAMES: Final = {
    Role.QUESTION: """question;questions;q;frage;fragen;pregunta;preguntas;pergunta;domanda;vraag;pytanie;вопрос;質問;
        问题;問題;질문;fråga;spørsmål;spørgsmål;kysymys;soru;otázka;kérdés;întrebare;câu hỏi;pertanyaan;سؤال;प्रश्न
        |query;utterance;faq;ask;prompt;title;heading;headline;header;subject;name;titel;titre;título;summary;label;
        term;input;instruction;user;patterns;utterances;examples;phrases;key phrase;intent""",
    Role.ANSWER: """answer;answers;a;ans;response;responses;reply;replies;antwort;antworten;respuesta;réponse;reponse;
        resposta;risposta;antwoord;odpowiedź;ответ;回答;答案;答え;답변;답;svar;vastaus;cevap;odpověď;válasz;răspuns;
        câu trả lời;jawaban;إجابة;उत्तर;solution
        |text;content;body;markdown;html;description;desc;explanation;details;detail;message;definition;output;
        completion;value;info;copy;assistant;bot;fulfillment text;resolution""",
    Role.ALTERNATES: """alternates;alternate;alternatives;alternative;alternate questions;alternative questions;
        alternate question;alternative question;suggested questions;similar questions;similar question;other questions;
        variations;variants;variant;paraphrases;paraphrase;rephrasings;phrasings;wordings;synonyms;synonym questions;
        also asked;aliases;alias;aka;further questions;question variants;question variations;training phrases
        |patterns;utterances;examples;phrases""",
    Role.KEYWORDS: "keywords;keyword;key words;search terms;triggers;关键词;キーワード;関連ワード",
    Role.GROUP: """category;categories;category name;group;section;topic;theme;area;chapter;department;kategorie;
        categoria;categoría;catégorie;categorie;rubrik;rubrique;thema;tema;kategori;カテゴリ;カテゴリー;分类;分類;
        카테고리;категория;раздел""",
    Role.URL: "url;link;href;uri;permalink;more info;read more;learn more;page;website;reference;source;sources",
    Role.ID: "id;slug;qid;qna id;faq id;question id;entry id;anchor;key;code;tag;intent;ref",
    Role.LANGUAGE: "language;lang;locale;sprache;idioma;langue",
    Role.SHOWN: "enabled;active;visible;published;is active;is published;is visible;is enabled",
    Role.HIDDEN: "hidden;draft;archived;disabled;deleted;is draft;is hidden;is deleted",
}
_WEAK: Final = 1_000  # the rank from which on a name is not clear
_LONGEST: Final = 5  # words of a name
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_APART: Final = re.compile(r"[\W_]+")
_NUMBER: Final = re.compile(r"(?<=\D) *\d+$")
# What says of a text what it is written in, or that it is one: "answer html", "question text", "question en".
_OF_TEXT: Final = frozenset("text title html markdown md body content string value name label raw plain full".split())
_NUMBERS: Final = ("id", "no", "nr")  # and these are no languages there
_MARKS: Final = ("?", "？", "؟", "¿")
_OPENING: Final = re.compile(r"[^\W_]+")
# Shares (0..1) of a column's cells: from where on its cells are questions, and in a table where nothing else tells.
_MOSTLY: Final = 0.5
_SOME: Final = 0.2
_SENTENCE: Final = 3  # words from which on a column's cells say something, on the average
# Cells that tell the shape of a column: more tell no more.
_TELLING: Final = 500


def _by_name() -> dict[str, Named]:
    names: dict[str, Named] = {}
    for role, text in _NAMES.items():
        clear, _, unclear = text.partition("|")
        for start, part in ((0, clear), (_WEAK, unclear)):
            for rank, name in enumerate(filter(None, (word.strip() for word in part.split(";")))):
                names.setdefault(" ".join(name.split()), Named(role, start + rank))
    return names


_BY_NAME: Final = _by_name()


@functools.lru_cache(maxsize=4_096)
def plain(name: str) -> str:
    """A name as it is compared: "alternateQuestions (EN)" and "Alternate_questions" are "alternate questions"."""
    name = _APART.sub(" ", _CAMEL.sub(" ", _ASIDE.sub(" ", name))).strip().casefold()
    return _NUMBER.sub("", name)


@functools.lru_cache(maxsize=4_096)
def named(name: str) -> Named | None:
    """What a field of this name is for; None: the name doesn't tell.

    Of several words the last is what it is about ("customer question", but not "question type"), unless that says
    only that it is a text ("question text", "answer_html", "question_en").
    """
    words = plain(name).split()
    known = _BY_NAME.get(" ".join(words))
    if known or not 2 <= len(words) <= _LONGEST:
        return known
    if words[-1] in _OF_TEXT or (len(words[-1]) == 2 and words[-1] not in _NUMBERS):
        first = named(" ".join(words[:-1]))
        return Named(first.role, first.rank + 1) if first and first.strong else None
    head = _BY_NAME.get(words[-1])
    if head and head.strong and head.role in (Role.QUESTION, Role.ANSWER, Role.ID, Role.GROUP, Role.URL):
        return Named(head.role, head.rank + _WEAK // 2)
    return None


def by_names(names: Iterable[str]) -> dict[str, Role]:
    """The names whose field is told by them. Of each role but alternates and keywords only the clearest name has it.

    What would be a question too is a way to ask it ("question2", "utterances" beside "question").
    """
    told = {name: found for name in names if (found := named(name))}
    best: dict[Role, str] = {}
    for name, found in told.items():
        if found.role not in best or found.rank < told[best[found.role]].rank:
            best[found.role] = name
    roles: dict[str, Role] = {}
    for name, found in told.items():
        if best[found.role] == name or found.role in (Role.ALTERNATES, Role.KEYWORDS):
            roles[name] = found.role
        elif found.role is Role.QUESTION and _asks_too(name, best[Role.QUESTION]):
            roles[name] = Role.ALTERNATES
        elif plain(name) == "intent" and Role.ID not in best:
            roles[name] = Role.ID
    return roles


def _asks_too(name: str, question: str) -> bool:
    """Whether a second field of questions holds further wordings: it is called alike, or for many."""
    return plain(name) in (plain(question), "questions", "patterns", "utterances", "examples", "phrases")


def by_shape(columns: Mapping[str, Sequence[str]], roles: Mapping[str, Role]) -> dict[str, Role]:
    """`roles`, and a question and an answer among the other columns where no name told them.

    Args:
        columns: the texts of each column that are not empty.
        roles: what names told.
    """
    found = dict(roles)
    free = [name for name, texts in columns.items() if name not in roles and texts]
    asked = {name: asking_share(columns[name]) for name in free}
    if Role.QUESTION not in found.values() and free:
        best = max(free, key=lambda name: asked[name])
        least = _MOSTLY if Role.ANSWER in found.values() else _SOME
        if asked[best] >= least:
            found[best] = Role.QUESTION
        elif len(free) == 2 and not roles and _length(columns[free[1]]) >= _SENTENCE:
            found[free[0]] = Role.QUESTION
        free = [name for name in free if name not in found]
    if Role.ANSWER not in found.values() and Role.QUESTION in found.values() and free:
        best = max(free, key=lambda name: _length(columns[name]))
        if _length(columns[best]) > 1:
            found[best] = Role.ANSWER
    return found


def asking_share(texts: Sequence[str]) -> float:
    """The share (0..1) of texts that read as questions; 0 of none."""
    telling = texts[:_TELLING]
    return sum(map(asks, telling)) / len(telling) if telling else 0.0


def asks(text: str) -> bool:
    """Whether a text reads as a question: by its mark, or by how it opens."""
    text = text.strip()
    if text.endswith(_MARKS) or text.startswith("¿"):
        return True
    opening = _OPENING.match(text)
    return opening is not None and opening[0].casefold() in _openings()


@functools.cache
def _openings() -> frozenset[str]:
    contrasts = of(DEFAULT_LANGUAGE).contrasts
    return contrasts.asking if contrasts else frozenset()


def _length(texts: Sequence[str]) -> float:
    """The mean number of words."""
    telling = texts[:_TELLING]
    return sum(len(text.split()) for text in telling) / len(telling) if telling else 0.0
