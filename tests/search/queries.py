"""What readers type, what must be found by it and what must not; `first`: what must come first.

filters: of the page, by their names there. "only": nothing else may be found.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    what: str
    query: str
    found: str = ""
    missing: str = ""
    only: str | None = None
    first: str = ""
    lang: str = "ar"
    filters: dict = field(default_factory=dict)


ALEF = [
    Row("hamza under alef left out", "اطلاق", "council", "visit"),
    Row("hamza above alef left out", "اسعار القمح", "responsible", "masul"),
    Row("a hamza that the text has not", "أسعار", "responsible"),
    Row("madda left out", "الان", only=""),
    Row("alef of another kind in front", "إطفال", "ministry", "flood"),
    Row("the Germans with a plain alef", "المانيا", "germany", "lebanon"),
    Row("the Germans with hamza", "ألمانيا", "germany"),
    Row("hamza on waw as on ya", "مسئول", "responsible masul"),
    Row("hamza on ya as on waw", "مسؤولون", "responsible masul"),
]
YA_AND_TA = [
    Row("alef maqsura typed as ya", "مستشفي", "hospital", "school"),
    Row("ya typed as alef maqsura", "المالى", "responsible", "masul"),
    Row("alef maqsura as it is", "مستشفى", "hospital"),
    Row("ta marbuta typed as ha", "المدينه القديمه", "book", "library"),
    Row("ha typed as ta marbuta", "المياة", "flood"),
    Row("Persian ya and kaf", "کتاب المکتبة", only=""),
    Row("Persian kaf alone", "کتاب", "book", "library"),
]
MARKS = [
    Row("tashkeel in the query", "كِتَاب", "book"),
    Row("tashkeel in the text alone", "كتاب جديد", "book", "library"),
    Row("shadda in the text alone", "يعزز دورياته", "security"),
    Row("tatweel in the text", "المناقصات", "tender"),
    Row("tatweel in the query", "المـــدارس", "school"),
    Row("tatweel in the query's particle", "بـالكأس", "match"),
]
DIGITS = [
    Row("Latin for Arabic-Indic digits", "2500", "school", "tender"),
    Row("Arabic-Indic digits as they are", "٢٥٠٠", "school"),
    Row("extended digits", "۲۵۰۰", "school"),
    Row("Arabic-Indic for Latin digits", "١٧", "tender", "school"),
    Row("a part of a number is another number", "25", only=""),
    Row("digits and letters", "٥g", "tech"),
]
CLITICS = [
    Row("the article in the text", "وزارة", "ministry flood", "visit"),
    Row("the article in the query", "الوزارة", "ministry flood", "visit"),
    Row("waw before the article", "والوزارة", "ministry flood", "visit"),
    Row("ba before the article", "بالوزارة", "ministry flood", "visit"),
    Row("lam with the article", "للوزارة", "ministry flood", "visit"),
    Row("a waw of the root is no particle", "زار", "visit", "ministry flood"),
    Row("the word that only looks like it", "الوزارة زار", only=""),
    Row("waw alone in the text", "أضاف", "flood"),
    Row("waw alone in the query", "وأعلنت", "ministry"),
    Row("fa alone", "فقالت", "flood school"),
    Row("ba alone", "بكتاب", "book", "library"),
    Row("kaf alone", "ككتاب", "book"),
    Row("lam alone", "لمدينة", "book"),
    Row("two particles", "وبكتاب", "book"),
    Row("lam before a name that begins with it", "للبنان", "lebanon", "milk"),
    Row("a name and not what it resembles", "لبنان", "lebanon", "milk"),
    Row("what it resembles and not the name", "لبن", "milk", "lebanon"),
    Row("the people of the country", "اللبنانيين", "lebanon", "milk"),
    Row("his book", "كتابه", "book"),
    Row("her book", "كتابها", "book"),
    Row("their book", "كتابهم", "book"),
    Row("our book", "كتابنا", "book"),
    Row("your book", "كتابك", "book"),
    Row("their sons", "مخطوطاتهم", "library"),
    Row("ta marbuta before a pronoun", "خدمته", "tech"),
    Row("a pronoun in the text alone", "سفارة", "germany"),
    Row("with the article and without", "جسر", "flood old claim:bridge"),
    Row("ba before the article in the text", "مزارعين", "masul"),
    Row("plural with ten's ending", "لاعبون", "match"),
    Row("one player", "اللاعب", "match"),
    Row("the feminine plural", "المعلمة", "school"),
    Row("accusative", "جسرا", "flood old"),
    Row("a book is no writer and no library", "كتاب", "book", "library"),
    Row("a library is no book", "مكتبة", "library", "book"),
    Row("a two-letter word with particle and article", "بدم", "hospital"),
]
WORDS = [
    Row("all words must be there", "النهر قرى", "flood", "old"),
    Row("in any order", "قرى النهر", "flood", "old"),
    Row("over headline and text", "مجلس المندوبون", "council", "security"),
    Row("common words do not count", "في النهر من", "flood old"),
    Row("no such word", "زرافة", only=""),
    Row("one of two is nowhere", "النهر زرافة", only=""),
    Row("capitals do not count", "DALWAN telecom", "tech"),
    Row("English inside Arabic", "Telecom", "tech", "gas"),
    Row("both languages in one box", "شركة telecom", "tech"),
    Row("a keyword's name", "سد الوادي", "old"),
    Row("a topic's name", "ملف", "flood"),
    Row("an author's name", "ليلى الحداد", "library", "book"),
]
ENGLISH = [
    Row("one village", "village", "en_flood", "en_cities", lang="en"),
    Row("past for present", "deny", "en_denial", "en_flood", lang="en"),
    Row("a city of the cities", "city", "en_cities", lang="en"),
    Row("without the accent", "cafe", "en_cities", lang="en"),
    Row("running and run", "run", "en_cities", lang="en"),
    Row("the Arabic edition is another", "river", only=""),
    Row("the English edition is another", "النهر", only="", lang="en"),
    Row("a source's English name", "ministry of defence", "source:ministry", "en_flood", lang="en"),
]
PHRASES = [
    Row("in guillemets", "«مجلس الأمن»", "council", "security"),
    Row("in straight quotation marks", '"مجلس الأمن"', "council", "security"),
    Row("in curly ones", "“مجلس الأمن”", "council", "security"),
    Row("in low ones", "„مجلس الأمن“", "council", "security"),
    Row("without marks both", "مجلس الأمن", "council security"),
    Row("the other way round", "«الأمن مجلس»", only=""),
    Row("with a particle before it in the text", "«مجلس الأمن إن»", "council"),
    Row("spelled otherwise", "«اطلاق النار»", "council"),
    Row("three words", "«وقف إطلاق النار»", "council"),
    Row("three words that are not in a row", "«وقف النار إطلاق»", only=""),
    Row("with common words", "«على طريق السهل»", "attack", "flood"),
    Row("of common words alone", "«إلى العاصمة»", "visit", "tech"),
    Row("not over two fields", "«السرو ارتفع»", only=""),
    Row("one word as it is spelled", "«كتابه»", "book"),
    Row("one word that stands otherwise alone", "«كتابها»", only=""),
    Row("a phrase and a word", "«مجلس الأمن» هدنة", "council", "security"),
    Row("a mark that is not closed", "«مجلس الأمن", "council security"),
]
EXCLUDED = [
    Row("a word", "النهر -قرى", "old", "flood"),
    Row("a word with its clitics", "النهر -بالقرى", "old", "flood"),
    Row("a phrase", "مجلس -«مجلس الأمن»", "security", "council"),
    Row("a word with a long dash", "النهر –قرى", "old", "flood"),
    Row("a dash between words is none", "النهر - قرى", "flood", "old"),
    Row("in English", "ministry -attack", "source:ministry", "en_denial", lang="en"),
    Row("nothing else", "-قرى", only=""),
]
FILTERS = [
    Row("a section", "السرو", "flood hospital", "match", filters={"section": "محليات"}),
    Row("another section", "السرو", "match", "flood hospital", filters={"section": "رياضة"}),
    Row("stories alone", "السيول", "flood", "claim:bridge", filters={"kind": "story"}),
    Row("claims alone", "السيول", only="claim:bridge", filters={"kind": "claim"}),
    Row("sources alone", "وزارة", only="source:ministry", filters={"kind": "source"}),
    Row(
        "a source that speaks in it",
        "السهل",
        "attack claim:attack source:monitor",
        "flood",
        filters={"source": "monitor"},
    ),
    Row("a source that relays", "جسر", "flood claim:bridge", "old", filters={"source": "paper"}),
    Row("a denied claim", "طريق", "attack claim:attack", "tender", filters={"standing": "denied"}),
    Row("a reported claim", "جسر", "flood claim:bridge", "old", filters={"standing": "reported"}),
    Row("no such standing", "طريق", only="", filters={"standing": "confirmed"}),
    Row("from a day on", "النهر", "flood", "old", filters={"since": 30}),
    Row("up to a day", "النهر", "old", "flood", filters={"until": 30}),
    Row("between two days", "النهر", only="", filters={"since": 100, "until": 30}),
    Row("two filters", "السيول", only="claim:bridge", filters={"kind": "claim", "standing": "reported"}),
]
ORDER = [
    Row("the headline before the text", "الوزارة", first="ministry", filters={"kind": "story"}),
    Row("a source by its name before the stories", "الوزارة", first="source:ministry"),
    Row("the newer of two headlines", "النهر", first="flood"),
    Row("a claim", "مسلحون نقطة تفتيش", "claim:attack", first="claim:attack"),
    Row("a source", "مرصد السهل", "source:monitor attack", first="source:monitor"),
]
QUIET = [
    Row("nothing", "", only=""),
    Row("spaces", "   \t ", only=""),
    Row("common words alone", "في من إلى هو", only=""),
    Row("SQL", "'; DROP TABLE search_entry; --", only=""),
    Row("operators of full-text tables", 'النهر AND "', "flood old"),
    Row("a column of a full-text table", "title:النهر*", only=""),
    Row("operators of PostgreSQL", "النهر & قرى | !جسر:*", "flood", "old"),
    Row("brackets that are not closed", "((النهر", "flood old"),
    Row("a star", "النه*", only=""),
    Row("a percent sign and a line below", "100% _النهر_", only=""),
    Row("a zero byte", "النهر\0قرى", "flood", "old"),
    Row("a backslash", "النهر\\", "flood old"),
    Row("ten thousand letters", "ن" * 10_000, only=""),
    Row("ten thousand words", "النهر " * 10_000, "flood old"),
    Row("emoji", "🌊 النهر", "flood old"),
    Row("half a surrogate's worth of script", "𐤀𐤁 ﷽", only=""),
    Row("Devanagari", "नदी", only=""),
    Row("dashes", "--- - -", only=""),
    Row("quotation marks alone", '"" «» “”', only=""),
    Row("directional marks", "\u202eالنهر\u202c", "flood old"),
]

TABLE = [*ALEF, *YA_AND_TA, *MARKS, *DIGITS, *CLITICS, *WORDS, *ENGLISH, *PHRASES, *EXCLUDED, *FILTERS, *ORDER, *QUIET]
