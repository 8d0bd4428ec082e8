"""Questions of a log -> the same with their misspelt words as others of the log, or the language, have them.

The knowledge tells nothing of words that it lacks, of which there are many in what it doesn't answer.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from faqbot.index.counting.vocabulary import Dictionary
from faqbot.language import tokens
from faqbot.search.words.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.language.language import Language
    from faqbot.language.terms import Word

# In so many questions that read differently a word stands that nobody knows (a product, a street) and is none that is
# misspelt: typos seldom agree.
OFTEN: Final = 3


def respelt(texts: Sequence[str], language: Language, knows: Callable[[str], bool] | None) -> list[str]:
    """Texts with their misspelt words put right; those that have none as they are.

    Args:
        texts: what was asked.
        language: what they are read in.
        knows: whether the knowledge or the language has a word; None: nothing tells, so that nothing is misspelt.
    """
    if knows is None:
        return list(texts)
    read = [tokens.words(text, language) for text in texts]
    counts = Counter(word.text for words in read for word in dict.fromkeys(words))
    stems = {word.text: word.stem for words in read for word in words}
    right = {text: stem for text, stem in stems.items() if counts[text] >= OFTEN or knows(text)}
    speller = Speller(Dictionary(right), language, knows)

    def meant(word: Word) -> str:
        if word.text in right and word.text not in language.misspelt:
            return word.text
        return min(speller.meant(word.text), key=lambda text: (-counts[text], text), default=word.text)

    return [_joined(text, words, list(map(meant, words))) for text, words in zip(texts, read, strict=True)]


def _joined(text: str, words: Sequence[Word], meant: Sequence[str]) -> str:
    return text if all(word.text == own for word, own in zip(words, meant, strict=True)) else " ".join(meant)
