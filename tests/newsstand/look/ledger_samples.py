"""Hand-made views of what the ledger has of دلوان: a story with claims, a claim, a source, the log; and letters."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup
from tests.newsstand.look.frame_samples import SITE, TIMES, both, chrome, markup
from tests.newsstand.look.samples import cards, story

from musnad.newsstand import claim_views as c
from musnad.newsstand import sent_views as n
from musnad.newsstand import views as v
from musnad.newsstand.app_views import OfflinePage

CLAIM_PATH = {"ar": "/ar/claim/هجوم-على-مرفأ-سيراف-7/", "en": "/en/claim/هجوم-على-مرفأ-سيراف-7/"}
SENTENCE = "تعرّض مرفأ سيراف لهجوم فجر الخميس"


def claim_link(lang: str) -> v.Link:
    return v.Link(SENTENCE, CLAIM_PATH[lang], "" if lang == "ar" else "ar")


def source(lang: str, arabic: str, english: str, number: int) -> v.Link:
    return v.Link(both(lang, arabic, english), f"/{lang}/source/x-{number}/")


def guard(lang: str) -> v.Link:
    return source(lang, "حرس السواحل في دلوان", "Coast guard of Dalwan", 1)


def echo(lang: str) -> v.Link:
    return source(lang, "صدى الساحل", "Coast Echo", 2)


def port_account(lang: str) -> v.Link:
    return v.Link("Siraf Port", f"/{lang}/source/siraf-port-3/", "en" if lang == "ar" else "")


def denied(lang: str) -> c.Standing:
    return c.Standing(
        "denied",
        both(lang, "منفيّ", "denied"),
        (
            c.Reason(
                "denied_by",
                (guard(lang),),
                when=TIMES[lang][0],
                medium="X",
                address="https://x.example/siraf/1",
                statement=f"{CLAIM_PATH[lang]}#statement-4",
            ),
            c.Reason("root", (echo(lang),), when=TIMES[lang][0], statement=f"{CLAIM_PATH[lang]}#statement-3"),
        ),
    )


def disputed(lang: str) -> c.Standing:
    reasons = (
        c.Reason("roots", (guard(lang), echo(lang)), more=3, count=both(lang, "٥ مصادر مستقلّة", "5 sources")),
        c.Reason("part", (guard(lang),), count=both(lang, "نفي", "denied"), part=both(lang, "العدد", "the number")),
    )
    verdict = c.Verdict(
        "misleading",
        both(lang, "مضلِّل", "misleading"),
        both(lang, "راجعنا صور الأقمار وسجلّ الملاحة.", "We went through pictures and the log of ships."),
        both(lang, "ليان السرّاج", "Layan Sarraj"),
        TIMES[lang][1],
    )
    return c.Standing("disputed", both(lang, "مختلَف فيه", "disputed"), reasons, verdict)


def sign(name: str, code: str) -> str:
    return f'<a id="{name}" class="claim-mark is-{code}" href="#claim-7" aria-label="{code}"></a>'


def claimed(lang: str) -> v.StoryPage:
    """Return the story with two claims: one in its headline and text, one of which the words are gone."""
    page = story(lang)
    first = markup(
        lang,
        f'قال موقع محلّي إن <span class="claimed">انفجارين</span> <b><span class="claimed">دوّيا</span></b>'
        f"{sign('words-7', 'denied')} قرب المرفأ.",
        f'A site spoke of <span class="claimed">two explosions</span>{sign("words-7", "denied")} near the port.',
    )
    path = page.chrome.path + "2/"
    steps = (c.Step(port_account(lang), "Telegram", "https://t.example/1"), c.Step(echo(lang)))
    return replace(
        page,
        chrome=replace(page.chrome, path=path, canonical=SITE + path),
        body=(v.Paragraph(first), *page.body),
        claims=(
            c.CarriedClaim(
                "claim-7",
                claim_link(lang),
                denied(lang),
                (c.Told(both(lang, "تأكيد", "affirmed"), "affirm", steps),),
                words="words-7",
            ),
            c.CarriedClaim("claim-8", claim_link(lang), disputed(lang), (), gone=True),
        ),
        changes=(c.Change(claim_link(lang), both(lang, "منقول", "reported"), denied(lang)),),
        marked_headline=Markup(f'<span class="claimed">{page.headline}</span>{sign("head-7", "denied")}'),  # noqa: S704  (written here)
    )


def said(lang: str, number: int, *, on_source: bool = False) -> c.Said:
    steps = (c.Step(port_account(lang), "X", "https://x.example/1"), c.Step(echo(lang), both(lang, "موقع", "site")))
    return c.Said(
        anchor=f"statement-{number}",
        act=both(lang, "نفي", "denied"),
        code="deny",
        who=None if on_source else guard(lang),
        words="لم يتعرّض المرفأ لأيّ هجوم، والملاحة مستمرّة.",
        lang="ar",
        when=TIMES[lang][0] if number % 2 else None,
        recorded=TIMES[lang][1],
        chain=steps[: 1 + number % 2],
        part=both(lang, "العدد", "the number") if number == 4 else "",
        first_hand=number == 3,
        where=None if on_source else v.Link(story(lang).headline, story(lang).chrome.path),
        kept=(TIMES[lang][0],),
        claim=claim_link(lang) if on_source else None,
        standing=c.Chip("denied", both(lang, "منفيّ", "denied")) if on_source else None,
        address=f"{CLAIM_PATH[lang]}#statement-{number}" if on_source else "",
    )


def picture(lang: str) -> c.ChainPicture:
    words = both(lang, "وسيلة إعلام · موقع", "outlet · site")
    relay = c.Node(port_account(lang), words, (port_account(lang).text,), (words,), 38, 84, 28, "relay")
    root = c.Node(
        echo(lang),
        words,
        (echo(lang).text,),
        (words,),
        12,
        28,
        None,
        "affirm",
        both(lang, "تأكيد", "affirmed"),
        (relay,),
    )
    others = tuple(
        c.Node(
            guard(lang),
            words,
            (guard(lang).text,),
            (words,),
            12,
            140 + 56 * at,
            None,
            code,
            both(lang, "نفي", "denied"),
        )
        for at, code in enumerate(("deny", "retract", "doubt"))
    )
    return c.ChainPicture((root, relay, *others), (root, *others), 56 * 5, both(lang, "ومصدر آخر", "and one more"))


def claim(lang: str) -> c.ClaimPage:
    path = CLAIM_PATH[lang]
    return c.ClaimPage(
        chrome=chrome(lang, path, both(lang, f"ادّعاء: {SENTENCE}", f"Claim: {SENTENCE}")),
        sentence=SENTENCE,
        lang="ar",
        happened=TIMES[lang][0],
        place=both(lang, "سيراف", "Siraf"),
        standing=disputed(lang),
        counted=both(lang, "١٤ جهة، مصدر واحد", "14 parties, one source"),
        picture=picture(lang),
        statements=tuple(said(lang, number) for number in (3, 4, 5)),
        number=1,
        older=None,
        newer=v.Link(both(lang, "ما سُجّل بعدها", "Recorded after these"), path + "2/"),
        stories=((v.Link(story(lang).headline, story(lang).chrome.path), TIMES[lang][0]),),
        more_stories=both(lang, "وخبران آخران أقدم", "and two older stories"),
        log=(
            c.Turned(TIMES[lang][1], both(lang, "منقول", "reported"), denied(lang)),
            c.Turned(TIMES[lang][0], "", disputed(lang)),
        ),
        short="/c/7/",
        structured=Markup('{"@context":"https://schema.org","@type":"Claim"}'),
    )


def source_page(lang: str) -> c.SourcePage:
    name = guard(lang)
    return c.SourcePage(
        chrome=chrome(lang, name.path, name.text),
        name=name,
        kind=both(lang, "هيئة", "body"),
        names=(v.Link("Küstenwache", "", "de"),),
        belongs_to=source(lang, "وزارة النقل", "Ministry of Transport", 9),
        independent=True,
        members=(port_account(lang),),
        addresses=("https://x.example/siraf_port",),
        figures=(both(lang, "٣ أقوال في السجل", "3 statements on record"), both(lang, "نفي ادّعاءين", "denied two")),
        statements=tuple(said(lang, number, on_source=True) for number in (3, 4)),
        more=both(lang, "وقول آخر أقدم", "and one older statement"),
        structured=Markup("{}"),
    )


def entries(lang: str) -> tuple[c.Entry, ...]:
    turned = c.Turned(TIMES[lang][1], both(lang, "منقول", "reported"), denied(lang))
    note = both(lang, "الأرصفة ثلاثة لا أربعة.", "There are three quays, not four.")
    return (
        c.Entry("change-9-7", TIMES[lang][1], claim_link(lang), turned=turned),
        c.Entry("note-3", TIMES[lang][0], v.Link(story(lang).headline, story(lang).chrome.path), note=note),
    )


def log(lang: str) -> c.LogPage:
    title, path = both(lang, "سجل التصويبات", "Corrections log"), f"/{lang}/log/"
    return c.LogPage(
        chrome=chrome(lang, path, title),
        title=title,
        intro=both(lang, "ما صوّبناه وما تغيّرت حاله.", "What we corrected, and what stands otherwise."),
        entries=entries(lang),
        months=(v.Link(both(lang, "يناير ٢٠٢٥", "January 2025"), f"{path}2025-01/"),),
        feed=f"{path}feed.xml",
    )


def letter(lang: str) -> n.SentPage:
    title = both(lang, "موجز الصباح: ثلاثة أرصفة وسوق", "Morning digest: three quays and a market")
    first, second = (replace(card, chip=None) for card in cards(lang)[:2])
    chip = c.Chip("denied", both(lang, "منفيّ", "denied"))
    return n.SentPage(
        chrome=chrome(lang, f"/{lang}/letters/5/", title),
        subject=title,
        kind=both(lang, "موجز", "Digest"),
        sent=TIMES[lang][0],
        intro=(both(lang, "صباح الخير. هذه أخبار ليلتكم.", "Good morning. This is the news of the night."),),
        items=(
            n.SentItem(card=replace(first, chip=chip)),
            n.SentItem(card=second),
            n.SentItem(gone=both(lang, "خبر سُحب", "A story taken off")),
            n.SentItem(claim=claim_link(lang), standing=denied(lang)),
        ),
        all=v.Link(both(lang, "رسائلنا البريدية", "Our letters"), f"/{lang}/letters/"),
    )


def letters(lang: str) -> n.SentListPage:
    title, path = both(lang, "رسائلنا البريدية", "Our letters"), f"/{lang}/letters/"
    sent = letter(lang)
    return n.SentListPage(
        chrome=chrome(lang, path, title),
        title=title,
        intro=both(lang, "ما أرسلناه إلى المشتركين.", "What we sent to subscribers."),
        letters=(n.SentEntry(v.Link(sent.subject, sent.chrome.path), sent.kind, sent.sent),),
        older=v.Link(both(lang, "الرسائل كلها", "All letters"), f"{path}page/1/"),
    )


def offline(lang: str) -> OfflinePage:
    title = both(lang, "لا اتصال بالشبكة الآن", "No connection right now")
    return OfflinePage(chrome(lang, f"/{lang}/offline.html", title), title)


FRAMED = {
    "claimed": claimed,
    "claim": claim,
    "source": source_page,
    "log": log,
    "offline": offline,
    "letter": letter,
    "letters": letters,
}
