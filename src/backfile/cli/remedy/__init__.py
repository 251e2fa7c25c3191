"""`backfile remedy`: what is done to a published story on request; one command a file."""

import click

from backfile.cli.loading import Commands

COMMANDS: dict[str, str] = {
    "note": "Add a note of the archive to a story.",
    "correct": "Add a correction to a story, above its text.",
    "delist": "Let nothing lead to a story; its page stays.",
    "initials": "Print initials in place of a name.",
    "withdraw": "Show a story no more: a tombstone stands in its place.",
    "list": "List all remedies, and what is due to be looked at again.",
    "looked-at": "Say that a remedy was looked at again, and when next.",
    "take-back": "Take a remedy back.",
    "final": "Erase a withdrawn story for good.",
}
"""Each command and what it does, from the mildest remedy on."""


@click.group(cls=Commands, package=__name__, table=COMMANDS)
def command() -> None:
    """Note, correct, de-list, print initials, withdraw: on request, and on record.

    STORY is an id, an address or a slug. Nothing that was recovered is changed, so every remedy
    can be taken back, until it is made final. The next `publish` obeys; so do feeds, search, the
    API and new exports. docs/how-to/remedies.md says when to choose which.

    \b
    backfile remedy correct our-archive ab3defg2hi "He was 23, not 32." --because "letter of 3 May"
    backfile remedy initials our-archive ab3defg2hi --name "Mona Haddad" --name Haddad \\
        --ground safety --authority person --because "asked on the phone" --dry-run
    backfile remedy list our-archive --due
    """  # noqa: D301 - click reads \b
