"""Quotation marks paired as writers meant them: « » “ ” and " in all mixtures, nested, unbalanced."""

from __future__ import annotations

from musnad.reader.attribution.text import CLOSING, NEWLINE, OPENING, STRAIGHT, Text

# Deeper than this no text quotes; the outermost of more is given up, so that any number of marks is read in one pass.
_DEEPEST = 8


def pair_quotes(text: Text) -> None:
    """Fill in `closes`, `opens` and `within`. No quotation crosses a line end; what is left unclosed is none."""
    waiting: list[int] = []
    for place, word in enumerate(text.words):
        if word[0].isalnum():
            continue
        if word[0] == NEWLINE:
            waiting.clear()
        elif word in OPENING:
            _open_or_close(text, waiting, place)
        elif word in CLOSING:
            _close(text, waiting, place, CLOSING[word])
        elif word == STRAIGHT:
            _straight(text, waiting, place)
    _enclose(text)


def _enclose(text: Text) -> None:
    open_marks: list[int] = []
    if not text.closes:
        text.within = [-1] * len(text.words)
        return
    for place in range(len(text.words)):
        text.within.append(open_marks[-1] if open_marks else -1)
        if place in text.closes:
            open_marks.append(place)
        elif place in text.opens and open_marks:
            open_marks.pop()


def _wait(waiting: list[int], place: int) -> None:
    waiting.append(place)
    if len(waiting) > _DEEPEST:
        del waiting[0]


def _open_or_close(text: Text, waiting: list[int], place: int) -> None:
    # “…“: a keyboard that has only one of the two.
    if waiting and text.words[waiting[-1]] == text.words[place] and not _leads(text, place):
        _join(text, waiting, waiting[-1], place)
    else:
        _wait(waiting, place)


def _close(text: Text, waiting: list[int], place: int, opening: str) -> None:
    """Close the latest mark of the same kind; where there is none, the latest of another kind: “…"."""
    same = next((at for at in reversed(waiting) if text.words[at] == opening), None)
    if same is not None:
        _join(text, waiting, same, place)
    elif waiting and text.words[waiting[-1]] in {STRAIGHT, text.words[place]}:
        _join(text, waiting, waiting[-1], place)
    elif not waiting and _leads(text, place):
        waiting.append(place)


def _straight(text: Text, waiting: list[int], place: int) -> None:
    nested = _leads(text, place) and not _trails(text, place)
    if waiting and not nested:
        _join(text, waiting, waiting[-1], place)
    elif sum(text.words[at] == STRAIGHT for at in waiting) <= 1:
        _wait(waiting, place)


def _join(text: Text, waiting: list[int], opening: int, closing: int) -> None:
    del waiting[waiting.index(opening) :]
    text.closes[opening] = closing
    text.opens[closing] = opening


def _leads(text: Text, place: int) -> bool:
    """Whether the mark stands before a word, with a space or nothing before it."""
    start, end = text.starts[place], text.ends[place]
    before = text.source[start - 1] if start else " "
    after = text.source[end] if end < len(text.source) else " "
    return (before.isspace() or before in "([:") and after.isalnum()


def _trails(text: Text, place: int) -> bool:
    """Whether the mark stands behind a word, with a space, a sign or nothing behind it."""
    start, end = text.starts[place], text.ends[place]
    before = text.source[start - 1] if start else " "
    after = text.source[end] if end < len(text.source) else " "
    return not before.isspace() and not after.isalnum()
