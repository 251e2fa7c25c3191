"""Embeds of WordPress: players and cards of other sites, which the archive keeps as links.

They are handed on as `<iframe src="…">`, of which `backfile.markup` makes an honest placeholder.
"""

import html
import re

EMBEDDING_HOSTS = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com"
    r"|dailymotion\.com|dai\.ly|twitter\.com|x\.com|instagram\.com|facebook\.com|fb\.watch"
    r"|tiktok\.com|threads\.net|bsky\.app|soundcloud\.com|spotify\.com|mixcloud\.com"
    r"|reverbnation\.com|audioboom\.com|flickr\.com|flic\.kr|imgur\.com|pinterest\.com|tumblr\.com"
    r"|reddit\.com|ted\.com|wordpress\.tv|videopress\.com|vine\.co|storify\.com|scribd\.com"
    r"|slideshare\.net|speakerdeck\.com|issuu\.com|documentcloud\.org|kickstarter\.com|animoto\.com"
    r"|cloudup\.com|crowdsignal\.com|polldaddy\.com|datawrapper\.de|dwcdn\.net|infogram\.com"
    r"|flourish\.studio|google\.com/maps|telegram\.org|t\.me|rumble\.com|vk\.com|giphy\.com)/",
    re.IGNORECASE,
)
"""Hosts whose bare address on a line of its own WordPress shows as a player or card."""

ADDRESS_OF_ID: dict[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "yt": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "ted": "https://www.ted.com/talks/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
    "vine": "https://vine.co/v/{}",
    "soundcloud": "https://api.soundcloud.com/tracks/{}",
    "gist": "https://gist.github.com/{}",
    "scribd": "https://www.scribd.com/doc/{}",
    "storify": "https://storify.com/{}",
    "brightcove": "https://players.brightcove.net/?videoId={}",
}
"""Where a player that is named by its number alone stood, by the name of its shortcode."""

_URL_LINE = re.compile(r"^[ \t]*(https?://[^\s<>\"\[\]]{4,2000})[ \t]*$", re.MULTILINE)
_URL_PARAGRAPH = re.compile(
    r"<p(?:\s[^<>]{0,300})?>\s{0,20}(https?://[^\s<>\"\[\]]{4,2000})\s{0,20}</p>"
)


def player(address: str, caption: str = "") -> str:
    """Return the markup of an embed, with the caption that the newsroom wrote under it."""
    frame = f'<iframe src="{html.escape(html.unescape(address))}"></iframe>'
    if not caption:
        return f"\n\n{frame}\n\n"
    return f"\n\n<figure>{frame}<figcaption>{caption}</figcaption></figure>\n\n"


def with_players(text: str) -> str:
    """Make players of addresses that stand alone, as WordPress did; of other hosts, links."""
    if "://" not in text:
        return text
    return _URL_LINE.sub(_player_or_link, _URL_PARAGRAPH.sub(_player_or_link, text))


def _player_or_link(found: re.Match[str]) -> str:
    address = found[1]
    if EMBEDDING_HOSTS.match(address):
        return player(address)
    place = html.escape(html.unescape(address))
    return f'\n\n<p><a href="{place}">{place}</a></p>\n\n'
