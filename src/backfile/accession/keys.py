"""The keys under which captures are looked up, when stories are joined and pictures are found."""

from backfile.accession.sealing import marks_of
from backfile.model.capture import Capture, Kind
from backfile.model.testimony import Testimony
from backfile.recover.likeness import likeness_of
from backfile.urls import key_of, picture_key, place_key

ORDER = "order:"
"""How the keys begin by which stories are found that stand in one sequence."""
PICTURE = "picture:"
"""How the keys begin that all sizes of one picture share."""


def keys_of(capture: Capture, testimony: Testimony) -> frozenset[str]:
    """Return all keys under which a capture is looked up when stories are joined."""
    if testimony.kind is Kind.HELD_BACK:
        return marks_of(testimony)
    if testimony.kind is Kind.REDIRECT and capture.location and capture.address:
        return frozenset({redirect_key(capture.location)})
    if testimony.kind is Kind.ASSET and (capture.address or capture.place):
        return frozenset(picture_group(a) for a in (capture.address, capture.place) if a)
    if testimony.kind is not Kind.STORY:
        return frozenset()
    own = {key for key in testimony.keys if key.startswith("id:")}
    if capture.place is not None:
        own.add(place_key(capture.place))
    if testimony.order is not None:
        own.add(f"{ORDER}{testimony.order[0]}#{testimony.order[1]}")
    return likeness_of(testimony).keys | own


def redirect_key(target: str) -> str:
    """Return the key by which redirects to an address are found."""
    return "to:" + key_of(target)


def picture_group(address: str) -> str:
    """Return the key that all sizes of one picture share: its folder, and its name without size."""
    folder = key_of(address).split("?")[0].rpartition("/")[0]
    return f"{PICTURE}{folder}/{picture_key(address)}"
