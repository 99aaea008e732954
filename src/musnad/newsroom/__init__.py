"""The newsroom: stories, their blocks, the editor's panels. Everything that Wagtail does not already do."""
