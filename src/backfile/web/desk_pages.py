"""The desk's pages, drawn: what each shows, from what the sitting knows."""

from collections import Counter

from jinja2 import Environment, PackageLoader

from backfile.accession.typed import READERS
from backfile.errors import BackfileError
from backfile.model.story import StoryType
from backfile.model.submission import Agreement
from backfile.participate.box import Entry
from backfile.participate.files import Kind, kind_of, safe_name
from backfile.participate.moderation import Act, State, acts_from
from backfile.participate.opened import Opened, answers
from backfile.participate.retention import RULE, days_left
from backfile.publish.when import say
from backfile.web.desk_accepting import Form, Look, usual
from backfile.web.desk_sitting import Sitting
from backfile.web.passkeys import Passkeys

ON_A_PAGE = 50
"""Submissions of one page of the list."""
WAITING = (State.RECEIVED, State.READ)
_SHOWN = tuple(state for state in State if state is not State.ERASED)
_SIZES = ((1 << 20, "MB"), (1 << 10, "kB"))


class Pages:
    """Draws the pages of one sitting."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._templates = Environment(
            loader=PackageLoader("backfile.web"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def style(self) -> str:
        """Return the style sheet."""
        return self._templates.get_template("desk.css").render()

    def _draw(self, name: str, token: str = "", **more: object) -> str:
        sitting = self._sitting
        states = Counter(entry.state for entry in sitting.box.entries()) if token else Counter()
        return self._templates.get_template(f"desk_{name}.html").render(
            t=sitting.words,
            title=sitting.desk.title,
            token=token,
            said=sitting.take_said() if token else "",
            states=[(state, states[state]) for state in _SHOWN],
            day=self._day,
            **more,
        )

    def _day(self, day: str) -> str:
        return say(self._sitting.words, day)

    def script(self) -> str:
        """Return the script that asks a device for its passkey."""
        return self._templates.get_template("desk.js").render()

    def entrance(self, *, is_wrong: bool = False, is_refused: bool = False) -> str:
        """Return the page that asks who is there.

        Args:
            is_wrong: whether a wrong password was given.
            is_refused: whether a passkey was not accepted.
        """
        door = self._sitting.door
        passkeys = door.passkeys
        return self._draw(
            "entrance",
            needs=door.password is not None,
            is_wrong=is_wrong,
            is_shut=door.is_shut,
            asked=passkeys.ask_who() if passkeys is not None and passkeys.are_there else "",
            is_refused=is_refused,
        )

    def passkey(self, passkeys: Passkeys, token: str) -> str:
        """Return the page on which a passkey is made."""
        return self._draw("passkey", token, asked=passkeys.ask_to_make(), key=passkeys.invitation)

    def problem(self, problem: BackfileError) -> str:
        """Return a page that says what cannot be shown."""
        return self._draw("problem", problem=problem)

    def list(self, state: str, begin: str, token: str) -> str:
        """Return the list of what is in one state, or waits.

        Args:
            state: "" for what waits.
            begin: the number of the first that is shown, as it was asked for.
            token: of the page's forms.
        """
        wanted = (State(state),) if state in _SHOWN else WAITING
        entries = [entry for entry in self._sitting.entries() if entry.state in wanted]
        start = int(begin) if begin.isdecimal() and len(begin) < len(str(10**9)) else 0
        shown = entries[start : start + ON_A_PAGE]
        alike = self._sitting.alike(shown)
        rows = [
            (entry, glance, alike.get(entry.id), self._left(entry))
            for entry in shown
            if (glance := self._sitting.glance(entry)) is not None
        ]
        end = start + len(shown)
        return self._draw(
            "list",
            token,
            state=state if state in _SHOWN else "",
            rows=rows,
            total=len(entries),
            before=max(0, start - ON_A_PAGE) if start else None,
            after=end if end < len(entries) else None,
        )

    def _left(self, entry: Entry) -> int | None:
        return days_left(entry, self._sitting.desk.retention, self._sitting.today())

    def submission(self, opened: Opened, token: str, *, with_pictures: bool) -> str:
        """Return the page of one submission."""
        acts = [act for act in acts_from(opened.entry.state) if act is not Act.ERASE]
        return self._draw(
            "submission",
            token,
            opened=opened,
            parts=[(part, list(answers(part))) for part in opened.parts],
            files=_files(opened),
            with_pictures=with_pictures,
            acts=acts,
            can_accept=Act.ACCEPT in acts and self._sitting.archive is not None,
            left=self._left(opened.entry),
        )

    def sure(self, opened: Opened, token: str) -> str:
        """Return the page that asks before something is erased."""
        return self._draw("sure", token, opened=opened)

    def accepting(
        self, opened: Opened, token: str, form: Form | None = None, look: Look | None = None
    ) -> str:
        """Return the form by which a submission goes into the archive, filled in as it was."""
        return self._draw(
            "accept",
            token,
            opened=opened,
            form=form or usual(opened),
            look=look,
            is_agreed=Agreement.PUBLICATION in opened.agreed,
            pictures=[file for file in _files(opened) if file[2].is_picture],
            types=list(StoryType),
            fields=list(READERS),
            has_archive=self._sitting.archive is not None,
        )

    def retention(self, token: str) -> str:
        """Return the page of the rules."""
        rules = self._sitting.desk.retention
        return self._draw(
            "retention",
            token,
            rules=[(name, getattr(rules, name)) for name in RULE.values()],
            due=self._sitting.due(),
            leapt=self._sitting.leap() is not None,
            seen=self._sitting.box.seen,
            today=self._sitting.today(),
        )


def _files(opened: Opened) -> list[tuple[int, str, Kind, str]]:
    return [
        (number, safe_name(number, file), kind_of(file.data), _size(len(file.data)))
        for number, file in enumerate(opened.files, 1)
    ]


def _size(size: int) -> str:
    for least, name in _SIZES:
        if size >= least:
            return f"{size / least:,.1f} {name}"
    return f"{size} B"
