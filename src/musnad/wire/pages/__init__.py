"""News pages of other sites → stories."""

from musnad.wire.pages.importing import Imported, Outcome, import_page

__all__ = ["Imported", "Outcome", "import_page"]
