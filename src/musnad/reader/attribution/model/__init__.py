"""The engine "llm": a language model is asked, and of its answers only those are kept whose words stand in the text."""

from musnad.reader.attribution.model.reading import Answer, ask, read_by_model
from musnad.reader.attribution.model.setting import VARIABLES, Model, model_of

__all__ = ["VARIABLES", "Answer", "Model", "ask", "model_of", "read_by_model"]
