"""Write bare text pages: what is left when somebody saved a page as text and the date was lost."""

from html import unescape
from re import sub

from tools.demo.sources import Block, Newsroom, Story, join_names


def text_page_of(newsroom: Newsroom, story: Story) -> str:
    """Return one story as a bare text page; the site's name and the story's date are not on it."""
    letter = newsroom.about["letter"]
    lines = [letter["greeting"], *letter["paragraphs"], story.headline]
    if story.get("standfirst"):
        lines.append(story.head["standfirst"])
    lines.append(byline_of(newsroom, story))
    if story.lead:
        # the label and its words stand right under the byline, as the page had them
        lines[-1] += "\nTop image: " + " ".join(
            part for part in (story.lead.caption, story.lead.credit) if part
        )
    body = [plain(block) for block in story.blocks if block.kind != "figure"]
    if body and story.get("dateline"):
        body[0] = f"{story.head['dateline']} {body[0]}"
    lines += body
    if story.get("correction"):
        lines.append(story.head["correction"])
    if story.get("type") == "opinion":
        lines.append(newsroom.about["disclaimer"])
    return (
        "\n\n".join(lines)
        + "\n\n\nSuggest your story or issue.\n\n\nShare Your Story.\n\n"
        + "Have something to tell about the delta? Want to add your voice to ours?\n\nLearn more\n"
    )


def byline_of(newsroom: Newsroom, story: Story) -> str:
    """Return the line of labels under the headline; the date's label lost its date."""
    names = join_names(newsroom.get_names(story), story.language)
    return f"Written by {names} Published on Read time Approx. {story.minutes} minutes"


def plain(block: Block) -> str:
    """Return a block's words only."""
    if block.kind in {"ul", "ol"}:
        return "\n\n".join(_bare(item) for item in block.items)
    return _bare(block.html)


def _bare(html: str) -> str:
    return unescape(sub(r"<[^>]{1,400}>", "", html))
