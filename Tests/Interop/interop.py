"""Holds the drawings of procedures against the tools of others.

* PNML: pm4py reads the net and plays it by its own rules of firing; from that flow of markings the verdict is read off
  (from every marking the end alone can be reached; every transition can be taken). Woflan gives its own verdict beside
  it; where its search takes too long, by its last step alone; where playing does, too, by that alone. Our verdict stands
  beside the net in the file. All must agree.
* SCXML: python-statemachine loads the document and is walked at random (seeded); every place it rests in must be a
  marking that the net can reach, so that two independent programs and two of our drawings say the same.

A procedure that one of the two cannot hold fails, unless UNHELD names it with the reason.

Usage: interop.py BACKPAY FILE...
"""

import multiprocessing
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET

warnings.simplefilter("ignore")

import networkx  # noqa: E402
from pm4py.algo.analysis.woflan import algorithm as woflan  # noqa: E402
from pm4py.objects.petri_net.importer import importer as pnml_importer  # noqa: E402
from pm4py.objects.petri_net.utils.reachability_graph import marking_flow_petri  # noqa: E402
from statemachine.io import load  # noqa: E402

# What no tool of others can hold: the file, and why.
UNHELD = {}

WOFLAN_SECONDS = 10
FLOW_SECONDS = 30
LAST_STEP_SECONDS = 200
WALK_SECONDS = 20
MOST_BYTES = 3_700_000_000
STEPS = 60
WALKS = 12
SEED = 20260407


def draw(backpay, path, form):
    """The drawing, or None with what was said instead."""
    done = subprocess.run(
        [backpay, "workflow", "draw", str(path), "--to", form], capture_output=True, text=True, check=False
    )
    return (done.stdout or None), done.stderr.strip()


def within_limits(seconds, question, *subjects):
    """The answer in a list, or None where it takes too long or too much."""

    def judge(answer):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
        answer.send([question(*subjects)])

    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=judge, args=(theirs,))
    child.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(seconds) else None
    except EOFError:
        return None
    finally:
        child.kill()
        child.join()


def woflan_soundness(net, start, end):
    # To return as soon as it is "not sound" would take a place outside of the state machines it happens to look at
    # for a fault; only its last steps, over the markings, decide.
    quiet = {
        woflan.Parameters.RETURN_ASAP_WHEN_NOT_SOUND: False,
        woflan.Parameters.PRINT_DIAGNOSTICS: False,
        woflan.Parameters.RETURN_DIAGNOSTICS: False,
    }
    return "sound" if woflan.apply(net, start, end, parameters=quiet) else "unsound"


def woflan_last_step(net, start):
    """What Woflan decides by, without the search for state machines and coverings that makes it slow.

    The net with its end led back to its start is live: its markings are strongly connected and leave no task out.
    That they can all be listed is what the coverings would have shown.
    """
    circuit, faults = woflan.short_circuit_petri_net(net)
    if circuit is None:
        raise ValueError(faults)
    graph = woflan.reachability_graph(circuit, start, net)
    live = networkx.is_strongly_connected(graph) and not woflan.check_for_dead_tasks(circuit, graph)
    names = sorted(place.name for place in circuit.places)
    markings = ([names[index] for index in marking.nonzero()[0]] for _, marking in graph.nodes(data="marking"))
    return "sound" if live else "unsound", len(graph), standing(markings)


def standing(markings):
    """Where markings stand: the states that have a token.

    A marking in the midst of emptying regions one after another stands nowhere.
    """
    return {
        frozenset(name[2:] for name in marking if name.startswith("s."))
        for marking in markings
        if not any(name.startswith("d.") for name in marking)
    }


def judged_by_markings(net, start):
    """The verdict read off pm4py's flow of markings, their number, and where they stand."""
    _, flow, _ = marking_flow_petri(net, start)
    moves = networkx.DiGraph()
    moves.add_nodes_from(flow)
    moves.add_edges_from((before, after) for before, taken in flow.items() for after in taken.values())
    ends = [marking for marking in flow if {place.name: count for place, count in marking.items()} == {"end": 1}]
    live = networkx.ancestors(moves, ends[0]) | {ends[0]} if ends else set()
    taken = {transition for moves_there in flow.values() for transition in moves_there}
    verdict = "sound" if len(live) == len(flow) and taken == net.transitions else "unsound"
    return verdict, len(flow), standing([place.name for place in marking] for marking in flow)


def rests_outside(scxml_path, reachable):
    """Walks the interpreter at random; the first place it rests in that the net cannot reach, or None."""
    root = ET.parse(scxml_path).getroot()
    space = "{http://www.w3.org/2005/07/scxml}"
    states = (space + "state", space + "parallel", space + "final")
    inner = {e.get("id") for e in root.iter() if e.tag in states and not any(child.tag in states for child in e)}
    events = sorted({
        e.get("event") for e in root.iter(space + "transition")
        if e.get("event") and not e.get("event").startswith("done.state.")
    })
    guards = sorted(e.get("id") for e in root.iter(space + "data"))
    for walk in range(WALKS):
        dice = random.Random(SEED + walk)
        # Loaded anew: the interpreter fills in <data> only for the first machine of a loaded document. In a later one
        # the condition of a transition without an event is an error for ever, so that it never comes to rest.
        machine = load(scxml_path)()
        for _ in range(STEPS):
            rest = frozenset(s.id for s in machine.configuration if s.id in inner)
            if rest and rest not in reachable:
                return f"walk {walk} (seed {SEED + walk}): {sorted(rest)}"
            if machine.is_terminated or not events:
                break
            chosen = dice.choice(guards) if guards else None
            for guard in guards:
                setattr(machine.model, guard, int(guard == chosen))
            machine.send(dice.choice(events))
    return None


def held(backpay, path, folder):
    """What disagrees or cannot be held (None when all agree), and what was seen."""
    drawing, said = draw(backpay, path, "pnml")
    if drawing is None:
        return said, ""
    pnml = folder / f"{path.stem}.pnml"
    pnml.write_text(drawing)
    ours = re.search(r'<soundness verdict="([a-z-]+)"/>', drawing).group(1)
    net, start, _ = pnml_importer.apply(str(pnml))
    end = type(start)({place: 1 for place in net.places if place.name == "end"})
    judged = within_limits(FLOW_SECONDS, judged_by_markings, net, start)
    by_woflan = within_limits(WOFLAN_SECONDS, woflan_soundness, net, start, end) if judged else None
    last = None if by_woflan else within_limits(LAST_STEP_SECONDS, woflan_last_step, net, start)
    if not judged and not last:
        return "pm4py judges its net neither by play nor by Woflan's last step within the limits", f"ours {ours}"
    seen, verdicts = f"ours {ours}", {ours}
    for name, answer in (("pm4py", judged), ("Woflan's last step", last)):
        if answer:
            verdict, count, stands = answer[0]
            verdicts.add(verdict)
            seen += f"; {name} {verdict} by {count} markings"
    if by_woflan:
        verdicts.add(by_woflan[0])
        seen += f"; Woflan {by_woflan[0]}"
    if len(verdicts) > 1:
        return "the verdicts differ", seen
    drawing, said = draw(backpay, path, "scxml")
    if drawing is None:
        return said, seen
    scxml = folder / f"{path.stem}.scxml"
    scxml.write_text(drawing)
    walked = within_limits(WALK_SECONDS, rests_outside, scxml, stands)
    if walked is None:
        return "the interpreter of SCXML comes to no rest within the limits", seen
    if walked[0]:
        return f"the interpreter of SCXML rests where the net cannot: {walked[0]}", seen
    return None, f"{seen}; SCXML walked"


def main():
    backpay, files = sys.argv[1], [pathlib.Path(p) for p in sys.argv[2:]]
    failures, unheld = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            wrong, seen = held(backpay, path, pathlib.Path(folder))
            excuse = UNHELD.get(path.as_posix())
            if wrong and excuse:
                unheld += 1
                print(f"none {path}: {wrong}; {seen} (known: {excuse})", flush=True)
            elif excuse:
                failures += 1
                print(f"FAIL {path}: {seen}; it is held now, so take it off the list UNHELD", flush=True)
            elif wrong:
                failures += 1
                print(f"FAIL {path}: {wrong}; {seen}", flush=True)
            else:
                print(f"ok   {path}: {seen}", flush=True)
    print(f"interop: {len(files)} procedures, {failures} disagreements, {unheld} not held")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
