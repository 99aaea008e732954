"""Many stories at once into the newsroom, published: what takes Wagtail forty questions each is some rows of a lot.

A filed story is as one that an editor wrote and published: it can be edited, found, moved, unpublished and deleted.
What Wagtail keeps of how it came about is left out: no entry in its history of actions, no workflow, no signal sent.
"""

from musnad.newsroom.filing.stories import file_stories

__all__ = ["file_stories"]
