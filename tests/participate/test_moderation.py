"""What may become of a submission, walked completely."""

import re
from pathlib import Path

import pytest

from backfile.errors import BadValue
from backfile.participate.moderation import OUTCOME, STEPS, Act, State, acts_from, step

WAYS = """
received: read spam erase
read: accept decline spam erase
accepted: reopen erase
declined: reopen erase
spam: reopen erase
erased:
"""
"""What changes a submission, said once more by hand."""
EXPECTED = {
    State(name): {Act(act) for act in acts.split()}
    for name, _, acts in (line.partition(":") for line in WAYS.strip().splitlines())
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_act_in_every_state_leads_where_it_should_or_is_refused_in_words(
    state: State, act: Act
) -> None:
    if act in EXPECTED[state]:
        assert step(state, act) is OUTCOME[act] is not state
    elif OUTCOME[act] is state:
        assert step(state, act) is state
    else:
        with pytest.raises(BadValue, match=f"“{act}” cannot be done .* {state}"):
            step(state, act)


@pytest.mark.parametrize("state", State)
def test_what_is_offered_is_what_changes_something(state: State) -> None:
    assert set(acts_from(state)) == EXPECTED[state]


def test_nothing_comes_back_from_being_erased() -> None:
    assert {after for (before, _), after in STEPS.items() if before is State.ERASED} == {
        State.ERASED
    }


def test_every_state_can_be_reached_from_the_first() -> None:
    reached = {State.RECEIVED}
    for _ in State:
        reached |= {after for (before, _), after in STEPS.items() if before in reached}
    assert reached == set(State)


def test_nothing_is_accepted_or_declined_unread() -> None:
    assert not {Act.ACCEPT, Act.DECLINE} & set(acts_from(State.RECEIVED))


def test_the_guide_says_of_each_state_what_may_be_done() -> None:
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "desk.md"
    rows = re.findall(r"^\| ([a-z, ]+) \| ([a-z, ]+) \|$", guide.read_text("utf-8"), re.MULTILINE)
    told = {
        state: set(acts.split(", "))
        for states, acts in rows
        if not states.startswith("state")
        for state in states.split(", ")
    }
    assert told == {state: set(acts_from(state)) for state in State if acts_from(state)}
