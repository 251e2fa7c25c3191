"""What can become of a submission: its states, and the acts that lead from one to another.

The law of the place: whatever may be done to a submission stands in STEPS, and only there.
"""

from enum import StrEnum

from backfile.errors import BadValue


class State(StrEnum):
    """How far the desk is with a submission."""

    RECEIVED = "received"
    READ = "read"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SPAM = "spam"
    ERASED = "erased"


class Act(StrEnum):
    """What an editor does with a submission."""

    READ = "read"
    ACCEPT = "accept"
    DECLINE = "decline"
    SPAM = "spam"
    REOPEN = "reopen"
    ERASE = "erase"


OUTCOME: dict[Act, State] = {
    Act.READ: State.READ,
    Act.ACCEPT: State.ACCEPTED,
    Act.DECLINE: State.DECLINED,
    Act.SPAM: State.SPAM,
    Act.REOPEN: State.READ,
    Act.ERASE: State.ERASED,
}
"""The state to which each act leads, from wherever it may be done."""

_FROM: dict[Act, tuple[State, ...]] = {
    Act.READ: (State.RECEIVED,),
    # Nothing is decided unread, except that what the list shows already is an advertisement.
    Act.ACCEPT: (State.READ,),
    Act.DECLINE: (State.READ,),
    Act.SPAM: (State.RECEIVED, State.READ),
    # What was decided may be thought over, for as long as it has not been erased.
    Act.REOPEN: (State.ACCEPTED, State.DECLINED, State.SPAM),
    # Whoever sent it may take it back, and the desk may let it go, at any time, for good.
    Act.ERASE: tuple(state for state in State if state is not State.ERASED),
}

STEPS: dict[tuple[State, Act], State] = {
    (state, act): OUTCOME[act] for act, states in _FROM.items() for state in states
} | {
    # Said twice is said once: a command that was killed when its work was done is given again.
    (OUTCOME[act], act): OUTCOME[act]
    for act in Act
}
"""Every step that may be taken."""


def step(state: State, act: Act) -> State:
    """Return the state to which an act leads.

    Raises:
        BadValue: that cannot be done to a submission in this state.
    """
    after = STEPS.get((state, act))
    if after is None:
        can = ", ".join(acts_from(state)) or "nothing any more"
        raise BadValue(
            f"“{act}” cannot be done to a submission that is {state}.", f"What can be: {can}."
        )
    return after


def acts_from(state: State) -> tuple[Act, ...]:
    """Return what can be done to a submission in a state, and would change it."""
    return tuple(act for act in Act if STEPS.get((state, act), state) is not state)
