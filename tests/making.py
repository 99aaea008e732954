"""A small newsroom for tests: editions, a section and stories in the fictional country of Dalwan."""

from tests.founded import founded, once

from musnad.newsroom.models import Author, Edition, Keyword, Section, Story, StoryKeyword, StoryTopic, Topic


def newsroom():
    founded()
    return Edition.objects.get(slug="ar")


def desk():
    """A founded newsroom with one Arabic section, which is returned."""
    once("desk", lambda: (founded(), section()))
    return Section.objects.get()


def section(title="سياسة", lang="ar", **fields):
    edition = Edition.objects.get(slug=lang)
    made = Section(title=title, live=False, locale_id=edition.locale_id, **fields)
    edition.add_child(instance=made)
    made.save_revision().publish()
    return Section.objects.get(pk=made.pk)


def draft(title, parent, **fields):
    """A story that nobody but the editors sees."""
    story = added(title, parent, **fields)
    story.save_revision()
    return story


def added(title, parent, *, keywords=(), topics=(), body=(("paragraph", "<p>نصّ الخبر.</p>"),), **fields):
    """A story in the tree, without a revision yet."""
    story = Story(title=title, live=False, locale_id=parent.locale_id, body=list(body), **fields)
    parent.refresh_from_db()
    parent.add_child(instance=story)
    story.story_keywords = [StoryKeyword(keyword=each) for each in keywords]
    story.story_topics = [StoryTopic(topic=each) for each in topics]
    return story


def publish(story):
    """Print it, as an editor does: through a revision."""
    story.save_revision().publish()
    return Story.objects.get(pk=story.pk)


def story(title, parent, **fields):
    return publish(added(title, parent, **fields))


def keyword(name, lang="ar", **fields):
    return Keyword.objects.create(name=name, locale_id=Edition.objects.get(slug=lang).locale_id, **fields)


def topic(title, lang="ar"):
    return Topic.objects.create(title=title, locale_id=Edition.objects.get(slug=lang).locale_id)


def author(name, lang="ar", **fields):
    return Author.objects.create(name=name, locale_id=Edition.objects.get(slug=lang).locale_id, **fields)
