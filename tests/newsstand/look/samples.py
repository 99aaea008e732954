"""Hand-made views of a country that is nowhere, دلوان: every page, every block, in Arabic and in English."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup
from tests.newsstand.look.frame_samples import (
    EDITIONS,
    LATEST,
    SECTION_PATH,
    SITE,
    STORY_PATH,
    TIMES,
    TOPIC_PATH,
    both,
    chrome,
    letters_page,
    markup,
    picture,
)

from musnad.newsstand import views as v


def cards(lang: str) -> tuple[v.Card, ...]:
    """Return ten stories as lists show them: with and without pictures, kickers, standfirsts."""
    section = v.Link(both(lang, "دلوان", "Dalwan"), SECTION_PATH[lang])
    breaking = v.Kicker("breaking", both(lang, "عاجل", "Breaking"))
    opinion = v.Kicker("opinion", both(lang, "رأي", "Opinion"))
    made = []
    for number, entry in enumerate(LATEST[lang] * 2):
        named = ("port", "market", "books", "hills")[number % 4]
        made.append(
            v.Card(
                path=entry.path,
                headline=entry.text,
                published=TIMES[lang][0],
                kicker={1: breaking, 4: opinion}.get(number),
                standfirst=both(
                    lang,
                    "قال بيان رسمي صدر مساء الخميس إن العمل جارٍ على مدار الساعة، وإن النتائج ستُعلن حال اكتمالها.",
                    "An official statement on Thursday evening said that work went on round the clock.",
                ),
                section=section,
                picture=None
                if number % 3 == 2
                else picture(named, both(lang, "منظر عام من المدينة", "A view of the city"), position="30% 70%"),
                byline=both(lang, "ليان السرّاج", "Layan Sarraj") if number % 2 else "",
            )
        )
    return tuple(made[:10])


def home(lang: str) -> v.HomePage:
    edition, held = EDITIONS[lang], cards(lang)
    shelves = tuple(
        v.Shelf(entry.text, held[at : at + 4], v.Link(entry.text, entry.path))
        for at, entry in enumerate(edition.menu[:3])
    )
    lead = replace(
        held[0],
        path=STORY_PATH[lang],
        headline=both(
            lang,
            "حرس السواحل في دلوان ينفي تعرّض مرفأ سيراف لهجوم جديد",
            "Dalwan's coast guard denies that the port of Siraf was attacked again",
        ),
        kicker=v.Kicker("exclusive", both(lang, "خاص", "Exclusive")),
    )
    return v.HomePage(
        chrome=chrome(lang, edition.path, edition.name, latest=True),
        lead=lead,
        seconds=held[1:5],
        shelves=shelves,
        archive=v.Link(both(lang, "أرشيف الأيام", "Archive by day"), f"/{lang}/archive/"),
    )


def section(lang: str) -> v.ListPage:
    path, held, name = SECTION_PATH[lang], cards(lang), both(lang, "دلوان", "Dalwan")
    return v.ListPage(
        chrome=replace(
            chrome(lang, path, name, latest=True, current=path),
            breadcrumbs=(v.Link(both(lang, "الصفحة الأولى", "Front page"), f"/{lang}/"),),
        ),
        of="section",
        title=name,
        intro=both(lang, "أخبار البلاد من سواحلها إلى جبالها.", "The country from its coasts to its hills."),
        lead=held[0],
        cards=held[1:],
        archive=v.Link(both(lang, "أرشيف قسم دلوان", "Archive of Dalwan"), path + "archive/2/"),
    )


def topic(lang: str) -> v.ListPage:
    path = TOPIC_PATH[lang]
    return v.ListPage(
        chrome=chrome(lang, path, both(lang, "مرفأ سيراف", "The port of Siraf")),
        of="topic",
        title=both(lang, "مرفأ سيراف", "The port of Siraf"),
        intro=both(lang, "ما قيل عن حادثة المرفأ، ومن قاله، ومتى.", "What was said of the port, by whom, and when."),
        lead=None,
        cards=cards(lang),
        pager=v.Pager(
            2, 3, v.Link(both(lang, "الأقدم", "Older"), path + "1/"), v.Link(both(lang, "الأحدث", "Newer"), path + "3/")
        ),
        picture=picture("hills", both(lang, "تلال سيراف", "The hills of Siraf"), width=1800, height=900),
    )


def author(lang: str) -> v.ListPage:
    name, path = both(lang, "ليان السرّاج", "Layan Sarraj"), f"/{lang}/authors/layan/"
    bio = both(lang, "تكتب عن الموانئ والتجارة منذ عشرة أعوام.", "Has written on ports and trade for ten years.")
    face = picture("face", name, width=400, height=400, position="50% 20%")
    return v.ListPage(
        chrome=chrome(lang, path, name),
        of="author",
        title=name,
        intro="",
        lead=None,
        cards=cards(lang)[:3],
        author=v.Author(name, path, both(lang, "مراسلة اقتصادية", "Economy correspondent"), bio, face),
    )


def keyword(lang: str) -> v.ListPage:
    name = both(lang, "حرس السواحل", "Coast guard")
    return v.ListPage(
        chrome=chrome(lang, f"/{lang}/keywords/x/", name),
        of="keyword",
        title=name,
        intro="",
        lead=None,
        cards=cards(lang),
    )


PLATFORMS = {
    v.Platform.X: "X",
    v.Platform.FACEBOOK: "Facebook",
    v.Platform.INSTAGRAM: "Instagram",
    v.Platform.TELEGRAM: "Telegram",
    v.Platform.TIKTOK: "TikTok",
    v.Platform.YOUTUBE: "YouTube",
}


def posts(lang: str) -> tuple[v.Post, ...]:
    """Return one post on each platform: in the page's language, in the other one, and without words."""
    words = {
        v.Platform.X: ("لا صحة لما يُتداول عن هجوم على المرفأ. الملاحة مستمرة.", "ar"),
        v.Platform.FACEBOOK: ("The port works as usual.\nMore at noon.", "en"),
        v.Platform.TELEGRAM: ("سُمع صوت انفجار قرب الرصيف الثالث عند الفجر.", "ar"),
    }
    made = []
    for platform, name in PLATFORMS.items():
        text, text_lang = words.get(platform, ("", ""))
        made.append(
            v.Post(
                platform=platform.value,
                platform_name=name,
                url=f"https://{platform.value}.example/siraf_port/status/1",
                account="siraf_port",
                name="حرس سواحل دلوان" if platform is v.Platform.X else "",
                text=text,
                lang=text_lang,
                posted=TIMES[lang][0],
            )
        )
    return tuple(made)


def blocks(lang: str) -> tuple[v.Block, ...]:
    """Return at least one of every kind of block."""
    view = picture("market", both(lang, "سوق السمك في سيراف", "The fish market of Siraf"))
    shown = v.Figure(
        view, both(lang, "سوق السمك صباح الخميس", "The fish market on Thursday"), both(lang, "هاني دُرّي", "Hani Durri")
    )
    first = markup(
        lang,
        "نفى المتحدث باسم حرس السواحل في دلوان صحة التقارير التي تحدثت عن تعرّض"
        ' <a href="/ar/كلمات/مرفأ-سيراف/">مرفأ سيراف</a>'
        " لهجوم جديد فجر الخميس، وقال إن ما سُمع كان أعمال صيانة مقررة في الرصيف الثالث.",
        'The spokesman of the coast guard denied reports that <a href="/en/keywords/siraf-port/">the port of Siraf</a>'
        " had been attacked again at dawn on Thursday; what was heard, he said, was planned work on the third quay.",
    )
    second = markup(
        lang,
        "وكانت مواقع محلية قد نقلت عن شهود قولهم إن <strong>انفجارين</strong> دوّيا قرب المرفأ في الساعة 5:40،"
        " وإن أحدهما كان على مقربة من <em>خزانات الوقود</em>، قبل أن تحذف اثنتان منها الخبر من دون توضيح.",
        "Local sites had quoted witnesses of <strong>two explosions</strong> near the port at 5:40, one of them close"
        " to the <em>fuel tanks</em>, before two of the sites removed the report without a word.",
    )
    return (
        v.Paragraph(first),
        v.Paragraph(second),
        *posts(lang),
        v.Heading(both(lang, "ما الذي قاله الشهود", "What the witnesses said"), 2, "witnesses"),
        v.Paragraph(second),
        v.Quotation(
            both(lang, "لم نرَ دخانًا ولا نارًا؛ سمعنا صوتًا ثم عدنا إلى عملنا.", "We saw neither smoke nor fire."),
            both(lang, "مراد الصيّاد", "Murad Sayyad"),
            both(lang, "عامل في المرفأ", "a worker in the port"),
        ),
        v.Heading(both(lang, "بالأرقام", "In figures"), 3, "figures"),
        v.ItemList(
            (markup(lang, "ثلاثة أرصفة", "three quays"), markup(lang, "سفينتان", "two ships")),
            ordered=False,
        ),
        v.ItemList((markup(lang, "بلاغ", "a report"), markup(lang, "نفي", "a denial")), ordered=True),
        v.Image(shown),
        v.Gallery(both(lang, "المرفأ في يوم", "A day in the port"), (shown, replace(shown, caption=""))),
        v.Media(
            "video",
            both(lang, "جولة في المرفأ", "A walk through the port"),
            file="media/port.mp4",
            mime="video/mp4",
            poster=view,
            captions="media/port.vtt",
            caption=both(lang, "تصوير من الجو", "From the air"),
            transcript=Markup("<p>…</p>"),
        ),
        v.Media("audio", both(lang, "حديث المتحدث", "The spokesman"), file="media/talk.mp3", mime="audio/mpeg"),
        v.Media("video", both(lang, "مؤتمر صحافي", "Press conference"), url="https://video.example/1"),
        v.Table(
            both(lang, "حركة السفن", "Ships"),
            (
                (both(lang, "اليوم", "Day"), both(lang, "دخول", "In"), both(lang, "خروج", "Out")),
                (both(lang, "الأربعاء", "Wednesday"), "12", "9"),
                (both(lang, "الخميس", "Thursday"), "11", "14"),
            ),
            first_row_heads=True,
            first_column_heads=True,
        ),
        v.FactBox(
            both(lang, "مرفأ سيراف", "The port of Siraf"),
            markup(
                lang, "<ul><li>أُنشئ عام 1931</li><li>أكبر مرافئ الساحل</li></ul>", "<ul><li>Built in 1931</li></ul>"
            ),
        ),
        v.Related(cards(lang)[:2], (v.Link("Port notices", "https://port.example/notices", "en"),)),
        v.File(both(lang, "نص البيان", "The statement"), "media/بيان.pdf", "PDF", both(lang, "240 كيلوبايت", "240 kB")),
    )


def story(lang: str) -> v.StoryPage:
    path, name = STORY_PATH[lang], both(lang, "دلوان", "Dalwan")
    headline = home(lang).lead.headline  # type: ignore[union-attr]
    place = v.Link(name, SECTION_PATH[lang])
    return v.StoryPage(
        chrome=replace(
            chrome(lang, path, headline, current=SECTION_PATH[lang]),
            breadcrumbs=(v.Link(both(lang, "الصفحة الأولى", "Front page"), f"/{lang}/"), place),
        ),
        headline=headline,
        kicker=v.Kicker("breaking", both(lang, "عاجل", "Breaking")),
        standfirst=both(
            lang,
            "المتحدث باسم الحرس: ما سُمع فجرًا أعمال صيانة، والملاحة لم تتوقف",
            "What was heard at dawn was repair work, says its spokesman, and no ship was held up",
        ),
        section=place,
        authors=(v.Author(both(lang, "ليان السرّاج", "Layan Sarraj"), f"/{lang}/authors/layan/"),),
        agency=both(lang, "وكالة أنباء دلوان", "Dalwan News Agency"),
        dateline=both(lang, "سيراف", "Siraf"),
        published=TIMES[lang][0],
        updated=TIMES[lang][1],
        hero=v.Figure(
            picture("port", both(lang, "رافعات عند رصيف", "Cranes on a quay"), width=1600, height=900),
            both(lang, "الرصيف الثالث في مرفأ سيراف", "The third quay of the port of Siraf"),
            both(lang, "هاني دُرّي", "Hani Durri"),
        ),
        body=blocks(lang),
        keywords=(
            v.Link(both(lang, "مرفأ سيراف", "Port of Siraf"), f"/{lang}/keywords/siraf/"),
            v.Link("NAVTEX", f"/{lang}/keywords/navtex/", "en"),
        ),
        topics=(v.Link(both(lang, "ملف المرفأ", "The port"), TOPIC_PATH[lang]),),
        credits=(
            v.Link(both(lang, "صدى الساحل", "Coast Echo"), "https://echo.example/"),
            v.Link(both(lang, "المنارة", "The Beacon"), ""),
        ),
        corrections=(
            v.Correction(
                TIMES[lang][1],
                both(lang, "كُتب في نسخة سابقة أن الأرصفة أربعة، والصواب ثلاثة.", "There are three quays, not four."),
            ),
        ),
        provenance=v.Provenance("echo.example", "https://echo.example/port", TIMES[lang][0], TIMES[lang][1]),
        more=cards(lang)[:5],
        short="/n/7k2q",
        share=(
            v.ShareLink(both(lang, "واتساب", "WhatsApp"), "https://wa.me/?text=x", "whatsapp"),
            v.ShareLink(both(lang, "تلغرام", "Telegram"), "https://t.me/share/url?url=x", "telegram"),
            v.ShareLink("X", "https://twitter.com/intent/tweet?url=x", "x"),
            v.ShareLink(both(lang, "فيسبوك", "Facebook"), "https://www.facebook.com/sharer/sharer.php?u=x", "facebook"),
            v.ShareLink(both(lang, "بريد", "E-mail"), "mailto:?subject=x", "mail"),
        ),
        structured=Markup('{"@context":"https://schema.org","@type":"NewsArticle"}'),
    )


def day(lang: str) -> v.DayPage:
    at = v.Moment("2025-01-23", both(lang, "الخميس ٢٣ يناير ٢٠٢٥", "Thursday, 23 January 2025"))
    earlier = v.Link(both(lang, "٢٢ يناير ٢٠٢٥", "22 January 2025"), f"/{lang}/archive/2025/01/22/")
    return v.DayPage(chrome(lang, f"/{lang}/archive/2025/01/23/", at.text), at, cards(lang), earlier, None)


def archive(lang: str) -> v.ArchivePage:
    title = both(lang, "أرشيف الأيام", "Archive by day")
    month = both(lang, "يناير ٢٠٢٥", "January 2025")
    days = tuple(v.Link(str(number), f"/{lang}/archive/2025/01/{number:02}/") for number in range(20, 24))
    return v.ArchivePage(chrome(lang, f"/{lang}/archive/", title), title, ((month, days),))


def standing(lang: str) -> v.StandingPage:
    title = both(lang, "من نحن", "About")
    body = (
        v.Heading(both(lang, "الصحيفة", "The paper"), 2, "paper"),
        v.Paragraph(markup(lang, "تصدر في سيراف منذ زمن.", "It has come from Siraf for long.")),
    )
    return v.StandingPage(chrome(lang, EDITIONS[lang].standing[0].path, title), title, body=body)


def gone(lang: str) -> v.GonePage:
    return v.GonePage(
        replace(chrome(lang, f"/{lang}/x/gone/", "…"), indexed=False),
        both(lang, "خبر سُحب", "A story taken down"),
        TIMES[lang][1],
    )


def missing(lang: str) -> v.MissingPage:
    other = both(lang, "en", "ar")
    notice = v.Notice(
        other,
        both(other, "لا صفحة هنا", "No such page"),
        both(other, "قد يكون الرابط ناقصًا.", "The link may be cut short."),
        v.Link(both(other, "إلى الصفحة الأولى", "To the front page"), f"/{other}/"),
    )
    return v.MissingPage(chrome(lang, "/404.html", both(lang, "لا صفحة هنا", "No such page")), (notice,))


def redirect(lang: str) -> v.RedirectPage:
    return v.RedirectPage(lang, EDITIONS[lang].direction, STORY_PATH[lang], SITE + STORY_PATH[lang], "…")


def latest(lang: str) -> v.LatestPage:
    return v.LatestPage(lang, f"/{lang}/latest.html", LATEST[lang])


FRAMED = {
    "home": home, "section": section, "topic": topic, "author": author, "keyword": keyword, "story": story, "day": day,
    "archive": archive, "standing": standing, "gone": gone, "missing": missing,
    "letters": letters_page,
}  # fmt: skip
