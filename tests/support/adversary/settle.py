"""How every history ends: the latest of every file reaches everybody, and all must agree."""

from typing import TYPE_CHECKING

from companion.storage.document.device_file import decode
from companion.storage.document.document import Document
from support.adversary.program import NOTE, WORD, Machine, Program, Version
from support.adversary.verdict import Diverged, Lost, Trespass

if TYPE_CHECKING:
    from support.adversary.world import World


def settle(world: "World") -> None:
    """Everybody changes a little more and shares it; what they show is compared. Raises Broken."""
    for program in world.programs:
        if not program.machine.replica.plugged:
            program.machine.replica.plug()
        program.type()
        program.choose(program.name)
        program.save(share=True)
    latest = list(zip(world.programs, world.versions[-len(world.programs) :], strict=True))
    for machine in dict.fromkeys(program.machine for program in world.programs):
        deliver(world, machine, latest)
    for program in world.chance.sample(world.programs, len(world.programs)):
        (program.launch if world.chance.random() < 0.5 else program.poll)()
    compare(world.programs)
    in_any_order(world, [data for _, (_, data) in latest])
    nothing_missing(world)


def deliver(world: "World", machine: Machine, latest: list[tuple[Program, Version]]) -> None:
    """The latest files reach a machine: over older ones, or beside them as conflict copies."""
    taken = {name for program, (name, _) in latest if program.machine is machine}
    for program, (name, data) in latest:
        if program.machine is machine:
            continue
        if world.chance.random() < 0.3:
            name = world.copied(name)
        while name in taken:
            name = world.copied(name)
        taken.add(name)
        world.put(machine, name, data)


def compare(programs: list[Program]) -> None:
    """All show the same, and under ids of their own."""
    ids = {program.store.device for program in programs}
    if len(ids) != len(programs):
        raise Trespass(f"two devices go on under one id: {ids}")
    first = programs[0]
    for program in programs[1:]:
        if program.content() != first.content():
            raise Diverged(f"{program.name} shows {program.content()}, not {first.content()}")
        if program.opened.document.authored(NOTE) != first.opened.document.authored(NOTE):
            raise Diverged(f"{program.name} and {first.name} differ in who wrote what")


def in_any_order(world: "World", latest: list[bytes]) -> None:
    """The last files of all programs, merged in any order, are what everybody shows."""
    files = world.chance.sample(latest, len(latest))
    merged = Document(*(decode(data).state for data in files)).content()
    if merged != world.programs[0].content():
        raise Diverged(f"in another order the files say {merged}")


def nothing_missing(world: "World") -> None:
    """All that was saved and not taken away is there, and nothing whose removal was saved."""
    content = str(world.programs[0].content())
    found = set(WORD.findall(content))
    kept = set().union(*(program.machine.kept for program in world.programs))
    if lost := kept - world.removed - found:
        raise Lost(f"nobody shows {lost}")
    if back := world.gone & found:
        raise Lost(f"the removal of {back} was lost")
