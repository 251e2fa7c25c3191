"""Taking part: what readers send, sealed; and the desk where editors read it.

The law of the place: nothing here knows the archive, and nothing here is ever public.
"""
