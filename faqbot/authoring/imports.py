"""Sources -> knowledge files: reads them, names their articles, backs their answers, and writes what has changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Draft, Unplaced
from faqbot.authoring.importing import backing
from faqbot.authoring.importing.drafting import anchors
from faqbot.authoring.importing.drafting.anchors import Placed
from faqbot.authoring.importing.sources import naming, reading
from faqbot.authoring.writing import files, tidy
from faqbot.authoring.writing.files import Outcome, State
from faqbot.authoring.writing.merging.merge import Kind, Wish
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.suffixes import YAML, is_golden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.authoring.importing.sources.reading import Read, Task

FOLDER: Final = "knowledge"  # where articles go that are told no other place


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one article: the outcome, and the path of its source."""

    outcome: Outcome
    source: str

    @property
    def is_open(self) -> bool:
        """Whether its author has something to decide."""
        changes = self.outcome.changes
        return self.outcome.state is State.TAKEN or any(change.kind is Kind.CONFLICT for change in changes)


@dataclass(slots=True)
class Imports:
    """What became of all sources.

    Attributes:
        articles: one each.
        passed: what of folders was passed over.
        faults: what could not be imported.
        orphans: articles in the output folder, each with the source that it was made of and that is gone.
    """

    articles: list[Imported] = field(default_factory=list)
    passed: list[Unplaced] = field(default_factory=list)
    faults: list[FaqbotError] = field(default_factory=list)
    orphans: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to import.

    Attributes:
        output: the folder that articles are written to, or the file of the only one; "": ./knowledge.
        encoding: what text files are saved in; "": it is told from them.
        wish: what to do about what both sides have changed, or what is gone.
        dry: to write nothing.
    """

    output: str = ""
    encoding: str = ""
    wish: Wish = field(default_factory=Wish)
    dry: bool = False


def bring(
    paths: Sequence[str],
    settings: Settings = Settings(),
    progress: Callable[[Sequence[Task]], Iterable[Task]] = lambda tasks: tasks,
) -> Imports:
    """Import what is at paths: files, folders, "-" for standard input. What fails stops nothing else.

    Args:
        paths: the sources.
        settings: how to.
        progress: wraps what is to be read and passes it on one by one, as `tqdm.tqdm` does.

    Raises:
        KnowledgeError: a path is missing, a folder holds nothing, or several articles are to go into one file.
    """
    survey = reading.survey(paths)
    reads = [reading.read(task, settings.encoding) for task in progress(survey.tasks)]
    found = Imports(passed=list(survey.passed), faults=[read.fault for read in reads if read.fault])
    for draft, task, path in _placed(reads, settings.output or FOLDER):
        outcome = _written(draft, path, settings)
        if isinstance(outcome, FaqbotError):
            found.faults.append(outcome)
        else:
            _take(found, Imported(outcome, task.sources[0]), task)
    found.orphans += _orphans(filter(os.path.isdir, paths), settings.output or FOLDER)
    return found


def _orphans(folders: Iterable[str], output: str) -> Iterator[tuple[str, str]]:
    """The articles that were made of files of these folders which are there no more, each with its source.

    They go on answering until somebody deletes them.
    """
    roots = [os.path.normpath(folder) + os.sep for folder in folders]
    made = files.imported(output) if roots and os.path.isdir(output) else {}
    for (source, _), path in sorted(made.items(), key=lambda item: item[1]):
        inside = any(os.path.normpath(source).startswith(root) for root in roots)
        if inside and not os.path.lexists(source):
            yield path, source


def _written(draft: Draft, path: str, settings: Settings) -> Outcome | FaqbotError:
    try:
        outcome = files.prepared(backing.backed(draft), path, settings.wish)
        if not settings.dry:
            files.write(outcome)
    except FaqbotError as error:
        return error
    return outcome


def _take(found: Imports, one: Imported, task: Task) -> None:
    if one.outcome.state is not State.EMPTY:
        found.articles.append(one)
    elif task.folder:
        found.passed.append(Unplaced(None, one.source, "nothing in it to import"))
    else:
        found.faults.append(KnowledgeError(one.source, None, "nothing in it can be imported: it holds no text"))


def _placed(reads: Sequence[Read], output: str) -> Iterator[tuple[Draft, Task, str]]:
    """Each draft, made tidy, with what it is from and the file that it is to be written to.

    One that was imported into the folder before keeps its file, whatever else is imported now.
    """
    drafts = [
        (tidy.tidy(replace(draft, source=_named(draft.source or read.task.sources[0]))), read.task)
        for read in reads
        for draft in read.drafts
    ]
    if output.lower().endswith(YAML) and not os.path.isdir(output):
        if is_golden(output):
            raise KnowledgeError(output, None, "this is the name of a golden file: name an article with -o")
        if len(drafts) > 1:
            raise KnowledgeError(output, None, f"{len(drafts)} articles can't go into one file: name a folder with -o")
        stem = os.path.splitext(os.path.basename(output))[0]
        led = anchors.led([Placed(draft, stem) for draft, _ in drafts])
        yield from ((draft, task, output) for draft, (_, task) in zip(led, drafts, strict=True))
        return
    before = files.imported(output)

    def known(draft: Draft) -> str | None:
        return before.get((draft.source, draft.name)) if draft.source else None

    named = [(draft, task.sources[0]) for draft, task in drafts]
    names = naming.distinct(named, lambda draft: _stem(known(draft)))
    led = anchors.led([Placed(draft, name) for (draft, _), name in zip(drafts, names, strict=True)])
    for draft, (_, task), name in zip(led, drafts, names, strict=True):
        yield draft, task, known(draft) or os.path.join(output, f"{name}{YAML[0]}")


def _stem(path: str | None) -> str | None:
    return os.path.splitext(os.path.basename(path))[0] if path else None


def _named(source: str) -> str | None:
    """A source as an article names it: readers of that don't have the folders of this machine."""
    if source == reading.STDIN:
        return None
    if "://" in source:
        return source
    path = os.path.normpath(source)
    if os.path.isabs(path):
        near = os.path.relpath(path) if path.startswith(os.getcwd() + os.sep) else ""
        path = near or os.path.basename(path)
    return path.replace(os.sep, "/")
