"""The reader of attributions: articles a second on one core, memory over many texts, and time against length."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from musnad.reader import read_text

TITLE = "Reading attributions by the rules (articles of 250 words, one core)"

SPEAKERS = (
    "وزير المياه سامر مروان",
    "المتحدثة باسم البلدية، ليلى الجسر",
    "مصدر في الشرطة",
    "وكالة النهر",
    "شهود عيان",
    "مدير المستشفى",
    "صحيفة الميناء",
    "الوزارة",
)
SENTENCES = (
    "قال {speaker} إن {thing} {state} منذ {number} يوماً.",
    "ونفى {speaker} صحة الأنباء عن {event} {thing}.",
    "وأضاف أن {thing} {state}، مشيراً إلى أن {number} عاملاً وصلوا إلى المكان.",
    "وبحسب {speaker}، فقد نقلت مواقع محلية أن {thing} {state}.",
    "ونقلت {outlet} عن {speaker} قوله إن «{thing} {state}».",
    "ووصل القطار رقم {number} إلى {thing} عند الظهر، ومضى بعد ساعة إلى الجنوب.",
    "وجاء في بيان {speaker}: «{thing} {state}، ولن ننتظر {number} يوماً آخر».",
    "وكانت الأمطار قد بلغت {number} ملم في وادي الزعفران، وفاض النهر عند {thing}.",
    "ودعا {speaker} إلى {event} {thing} قبل نهاية الشهر.",
)
THINGS = ("الجسر القديم", "سوق الخزامى", "الرصيف الجنوبي", "سد القصب", "مستشفى السندس", "محطة المياه", "طريق الوادي")
STATES = ("مفتوح أمام الجميع", "يحتاج إلى إصلاح عاجل", "توقف عن العمل", "سيفتح في الخريف", "لا يزال مغلقاً")
EVENTS = ("إغلاق", "إخلاء", "إصلاح", "بيع", "توسيع")
OUTLETS = ("وكالة النهر", "صحيفة الميناء", "إذاعة الوادي")

ARTICLE, NOTE = 250, 40
TEXTS = 100_000
LARGEST = 5_000_000
NESTED = 100_000


def article(seed, words=ARTICLE):
    """Return a text of about `words` words, the same for the same seed; its numbers are of this text alone."""
    chosen = random.Random(seed)
    paragraphs, paragraph, count = ["خبر من وادي القصب"], [], 4
    while count < words:
        sentence = chosen.choice(SENTENCES).format(
            speaker=chosen.choice(SPEAKERS),
            thing=chosen.choice(THINGS),
            state=chosen.choice(STATES),
            event=chosen.choice(EVENTS),
            outlet=chosen.choice(OUTLETS),
            number=seed % 1_000_000 * 10 + chosen.randrange(10),
        )
        paragraph.append(sentence)
        count += sentence.count(" ") + 1
        if len(paragraph) == 3:
            paragraphs.append(" ".join(paragraph))
            paragraph = []
    return "\n\n".join([*paragraphs, " ".join(paragraph)])


def seconds(text):
    begun = time.perf_counter()
    read_text(text)
    return time.perf_counter() - begun


def articles_a_second(count=400, rounds=3):
    texts = [article(seed) for seed in range(count)]
    words = sum(len(text.split()) for text in texts)
    read_text(texts[0])
    best = min(sum(map(seconds, texts)) for _ in range(rounds))
    return words / ARTICLE / best


def peak_of(count):
    """Return the peak memory in MB of `musnad read --jsonl` over `count` texts."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for seed in range(count):
                file.write(json.dumps({"id": seed, "text": article(seed, NOTE)}, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "musnad", "read", "--jsonl", str(source)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  (our own program)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
    return usage.ru_maxrss / 1024


def lengths():
    """Yield (times the shortest text, seconds a character against the shortest one's) up to LARGEST bytes."""
    parts = [article(seed) for seed in range(40)]
    shortest = "\n\n".join(parts)
    seconds(shortest)
    unit = seconds(shortest) / len(shortest)
    text, times = shortest, 1
    while len((text + text).encode()) <= LARGEST:
        text, times = text + "\n\n" + text, times * 2
        yield times, seconds(text) / len(text) / unit
    letters = LARGEST * len(text) // len(text.encode())
    text = (text + "\n\n" + text)[:letters]
    yield len(text) / len(shortest), seconds(text) / len(text) / unit


def nested(count):
    return "قال الوزير: " + "«" * count + "النهر هادئ" + "»" * count


def run():
    yield "articles of 250 words a second", f"{articles_a_second():,.0f}"
    # The forms of known words are kept, up to a number that some 40,000 texts of ever new words reach.
    few, many = peak_of(TEXTS // 2), peak_of(TEXTS)
    yield f"peak memory over {TEXTS:,} texts : over {TEXTS // 2:,}", f"{many / few:.2f} : 1"
    yield f"  over {TEXTS:,} texts of {NOTE} words", f"{many:,.0f} MB"
    for times, ratio in lengths():
        yield f"time a letter, text of {times:,.0f} times the length : once", f"{ratio:.2f} : 1"
    short, long = seconds(nested(NESTED // 10)), seconds(nested(NESTED))
    yield f"time a mark, {NESTED:,} nested marks : {NESTED // 10:,}", f"{long / short / 10:.2f} : 1"
    yield f"  {NESTED:,} nested marks, seconds", f"{long:.2f}"
