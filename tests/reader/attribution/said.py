"""An attribution as strings, as tests write it down."""

from musnad.reader import Attribution, read_text


def cut(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


def said(text: str) -> list[tuple[str, str | None, str]]:
    """Return (act, speaker, content) of each attribution in `text`."""
    return [(one.act.value, cut(text, one.speaker), text[slice(*one.content)]) for one in read_text(text)]


def only(text: str) -> Attribution:
    """Return the one attribution of `text`."""
    (one,) = read_text(text)
    return one
