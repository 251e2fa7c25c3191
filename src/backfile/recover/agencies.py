"""News agencies, as they sign stories and stand in datelines.

Apart from all else that is known of names (`names`): a site that is published asks for no more.
"""

import re

from backfile.recover import names_words as words
from backfile.text import alternatives

AGENCIES = re.compile(rf"^(?:{alternatives(words.AGENCIES)})$", re.IGNORECASE)
"""News agencies that sign stories as people do."""
