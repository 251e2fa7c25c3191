"""Receipts: with the phrase a sender looks whether it was read, adds to it, or erases it."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from backfile.errors import BadValue, DeskTrouble, NotFound
from backfile.model.submission import Form
from backfile.participate.box import Box, Entry
from backfile.participate.moderation import State
from backfile.participate.receipts import receipt_of
from backfile.participate.screen import Verdict
from backfile.participate.seal import seal
from backfile.publish import when
from backfile.publish.words import Words
from backfile.web.forms_reading import LARGEST_BODY, Filled, filled, length_of, parts_of
from backfile.web.forms_taking import LATER, REFUSED, TOO_LARGE, Taking, found_in


class Receipts:
    """Answers what is asked with a receipt phrase."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    async def show(self, request: Request) -> Response:
        """Answer with the page on which a phrase is given."""
        return self._page(self._taking.pages.words_for(request), {})

    async def act(self, request: Request) -> Response:
        """Do what is asked with a phrase."""
        words = self._taking.pages.words_for(request)
        try:
            with self._taking.room.taken(length_of(request, LARGEST_BODY)):
                parts = await parts_of(request, LARGEST_BODY)
                texts = {part.name: part.text for part in parts if part.file is None}
                sent = filled(Form.ADDED, parts, words)
                sent.network = self._taking.network(request)
                return await self._act(words, texts, sent)
        except DeskTrouble:
            return self._refused(words, {}, "said_full", LATER)
        except BadValue:
            return self._refused(words, {}, "said_unread", TOO_LARGE)

    async def _act(self, words: Words, texts: dict[str, str], sent: Filled) -> Response:
        try:
            receipt = receipt_of(texts.get("phrase", ""))
        except BadValue:
            return self._refused(words, texts, "receipt_wrong")
        if not self._taking.screen.may_ask(sent.network):
            return self._refused(words, texts, "said_busy", LATER)
        acts = {"add": self._add, "erase": self._erase}
        try:
            return await acts.get(texts.get("act", ""), self._look)(words, texts, receipt, sent)
        except NotFound:
            return self._refused(words, {}, "receipt_gone", 404)

    async def _look(
        self, words: Words, texts: dict[str, str], receipt: str, _sent: Filled
    ) -> Response:
        entry = await self._taking.ask(lambda box: box.entry(found_in(box, receipt)))
        return self._page(words, {"phrase": texts["phrase"], "found": _found(words, entry)})

    async def _add(
        self, words: Words, texts: dict[str, str], receipt: str, sent: Filled
    ) -> Response:
        if sent.problems:
            return self._refused(words, texts, next(iter(sent.problems.values())))
        verdict = self._taking.screen.judge(sent.token, network=sent.network)
        if verdict is not Verdict.PASSED:
            status = LATER if verdict is Verdict.BUSY else REFUSED
            return self._refused(words, texts, f"said_{verdict}", status)
        sealed = seal(sent.submission(words.language), *self._taking.desk.keys)
        try:
            await self._taking.add(receipt, sealed)
        except BadValue:
            return self._refused(words, texts, "added_many")
        return self._told(words, "added_title", "added_text")

    async def _erase(
        self, words: Words, texts: dict[str, str], receipt: str, _sent: Filled
    ) -> Response:
        if not texts.get("sure"):
            return self._refused(words, texts, "erase_unsure")

        def erase(box: Box) -> None:
            box.erase(found_in(box, receipt))

        await self._taking.ask(erase)
        return self._told(words, "erased", "erased_text")

    def _told(self, words: Words, title: str, text: str) -> Response:
        said = {"title": words(f"forms.{title}"), "text": words(f"forms.{text}")}
        return self._taking.pages.page(words, "forms_said.html", said)

    def _refused(
        self, words: Words, texts: dict[str, str], problem: str, status: int = REFUSED
    ) -> Response:
        """Answer with the page once more, nothing in it lost.

        Args:
            words: the language.
            texts: what was written.
            problem: why: a phrase, or the key of one.
            status: of the answer.
        """
        key = f"forms.{problem}"
        said = words(key) if words.has(key) else problem
        kept: dict[str, object] = {
            "phrase": texts.get("phrase", ""),
            "text": texts.get("text", ""),
            "problem": said,
        }
        return self._page(words, kept, status)

    def _page(self, words: Words, context: dict[str, object], status: int = 200) -> Response:
        said = {"title": words("forms.receipt"), "token": self._taking.token(), **context}
        return self._taking.pages.receipt(words, said, status)


def _found(words: Words, entry: Entry) -> str:
    """Say whether it was read: what the desk decided is not the receipt's to tell."""
    state = "received" if entry.state is State.RECEIVED else "read"
    day = when.say(words, date.fromisoformat(entry.day).isoformat())
    return words(f"forms.state_{state}", date=day)
