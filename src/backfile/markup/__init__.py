"""HTML as text to be read: parsed into a flat tree, cleaned, and turned into plain words.

The law of the place: what comes out of ``clean`` is built anew from a list of allowed elements; no
byte of foreign markup is ever passed through.
"""

from backfile.markup.clean import clean, text_of

__all__ = ["clean", "text_of"]
