from django.db import migrations, models
import django.db.models.deletion

COLUMNS = "title_terms, lead_terms, body_terms, marks, pairs"
NEW = ", ".join(f"new.{name}" for name in COLUMNS.split(", "))
OLD = ", ".join(f"old.{name}" for name in COLUMNS.split(", "))
HEADLINE = "CASE WHEN {0}.title_terms = '' THEN '' ELSE '^' || replace({0}.title_terms, ' ', ' ^') END"

SQLITE = [
    # Which lexemes an entry has and nothing else: neither places nor counts are asked of it.
    f"""CREATE VIRTUAL TABLE search_lexemes USING fts5(headline, {COLUMNS}, content='', detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 0 tokenchars '#^=_'")""",
    f"""CREATE TRIGGER search_entered AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_lexemes (rowid, headline, {COLUMNS}) VALUES (new.id, {HEADLINE.format("new")}, {NEW}); END""",
    f"""CREATE TRIGGER search_left AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_lexemes (search_lexemes, rowid, headline, {COLUMNS})
        VALUES ('delete', old.id, {HEADLINE.format("old")}, {OLD}); END""",
    f"""CREATE TRIGGER search_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_lexemes (search_lexemes, rowid, headline, {COLUMNS})
        VALUES ('delete', old.id, {HEADLINE.format("old")}, {OLD});
        INSERT INTO search_lexemes (rowid, headline, {COLUMNS}) VALUES (new.id, {HEADLINE.format("new")}, {NEW}); END""",
]

POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN lexemes tsvector",
    # Whatever is long lies beside the row: a frequent word is found in most rows, and only their numbers are read.
    "ALTER TABLE search_entry SET (toast_tuple_target = 128)",
    """CREATE FUNCTION search_entered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.lexemes := array_to_tsvector(array_remove(string_to_array(concat_ws(' ',
            CASE WHEN NEW.title_terms = '' THEN '' ELSE '^' || replace(NEW.title_terms, ' ', ' ^') END,
            NEW.title_terms, NEW.lead_terms, NEW.body_terms, NEW.marks, NEW.pairs), ' '), ''));
        RETURN NEW; END $$""",
    """CREATE TRIGGER search_entered BEFORE INSERT OR UPDATE ON search_entry
        FOR EACH ROW EXECUTE FUNCTION search_entered()""",
    # Without the list of what is still to be sorted in: every search would read it through.
    "CREATE INDEX search_lexemes ON search_entry USING gin (lexemes) WITH (fastupdate = off)",
]


def make_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("search_entered", "search_left", "search_changed"):
            schema_editor.execute(f"DROP TRIGGER {name}")
        schema_editor.execute("DROP TABLE search_lexemes")
    else:
        schema_editor.execute("DROP TRIGGER search_entered ON search_entry")
        schema_editor.execute("DROP FUNCTION search_entered()")


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("story", "Story"), ("claim", "Claim"), ("source", "Source")], max_length=8)),
                ("key", models.BigIntegerField()),
                ("lang", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("place", models.PositiveIntegerField()),
                ("path", models.CharField(blank=True, max_length=500)),
                ("digest", models.CharField(max_length=32)),
                ("title_terms", models.TextField()),
                ("lead_terms", models.TextField()),
                ("marks", models.TextField()),
                ("title", models.TextField()),
                ("lead", models.TextField()),
                ("text", models.TextField()),
                ("body_terms", models.TextField()),
                ("words", models.TextField()),
                ("pairs", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["lang", "kind", "place"], name="entry_place")],
                "constraints": [models.UniqueConstraint(fields=("kind", "key", "lang"), name="entry_once")],
            },
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                ("mark", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("title", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="NameTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lexeme", models.CharField(db_index=True, max_length=48)),
                ("name", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="search.name")),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
