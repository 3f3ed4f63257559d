"""Holds the drawings of procedures against the tools of others.

* PNML: pm4py reads the net. It is judged by every marking that can be reached in it, and by Woflan where that answers
  within its limits. Our verdict stands beside the net in the file. They must agree.
* SCXML: python-statemachine loads the document and is walked at random (seeded); every place it rests in must be a
  marking that the net can reach, so that two independent programs and two of our drawings say the same.

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

from pm4py.algo.analysis.woflan import algorithm as woflan  # noqa: E402
from pm4py.objects.petri_net.importer import importer as pnml_importer  # noqa: E402
from statemachine.io import load  # noqa: E402

WOFLAN_SECONDS = 5
WALK_SECONDS = 20
MOST_BYTES = 2 << 30
STEPS = 60
WALKS = 12
SEED = 20260407


def draw(backpay, path, form):
    done = subprocess.run(
        [backpay, "workflow", "draw", str(path), "--to", form], capture_output=True, text=True, check=False
    )
    if not done.stdout:
        raise SystemExit(f"interop: {path} as {form}: {done.stderr}")
    return done.stdout


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
    quiet = {
        woflan.Parameters.RETURN_ASAP_WHEN_NOT_SOUND: True,
        woflan.Parameters.PRINT_DIAGNOSTICS: False,
        woflan.Parameters.RETURN_DIAGNOSTICS: False,
    }
    return "sound" if woflan.apply(net, start, end, parameters=quiet) else "unsound"


def token_game(net, start, limit=50_000):
    """Every marking the net can reach, each with the moves out of it; None past the limit or with two tokens in a place."""
    moves = [
        (frozenset(arc.source for arc in t.in_arcs), frozenset(arc.target for arc in t.out_arcs), t)
        for t in net.transitions
    ]
    asking = {}
    for move in moves:
        asking.setdefault(next(iter(move[0])), []).append(move)
    first = frozenset(start)
    found, waiting = {first: []}, [first]
    while waiting:
        marking = waiting.pop()
        for taken, given, transition in (m for place in marking for m in asking.get(place, [])):
            if not taken <= marking:
                continue
            rest = marking - taken
            if rest & given:
                return None
            after = rest | given
            found[marking].append((transition, after))
            if after not in found:
                if len(found) >= limit:
                    return None
                found[after] = []
                waiting.append(after)
    return found


def soundness_by_markings(net, start, end):
    """From every marking the end alone can be reached, and every transition can be taken."""
    graph = token_game(net, start)
    if graph is None:
        return "not-decided"
    final = frozenset(end)
    before = {}
    for marking, moves in graph.items():
        for _, after in moves:
            before.setdefault(after, []).append(marking)
    live, waiting = {final} & set(graph), [final] if final in graph else []
    while waiting:
        for marking in before.get(waiting.pop(), []):
            if marking not in live:
                live.add(marking)
                waiting.append(marking)
    taken = {transition for moves in graph.values() for transition, _ in moves}
    return "sound" if live == set(graph) and taken == set(net.transitions) else "unsound"


def markings(net, start):
    """Every marking the net can reach, as sets of states."""
    graph = token_game(net, start)
    if graph is None:
        return None
    return {frozenset(p.name[2:] for p in m if p.name.startswith("s.")) for m in graph}


def rests_outside(scxml_path, reachable):
    """Walks the interpreter at random; the first place it rests in that the net cannot reach, or None."""
    root = ET.parse(scxml_path).getroot()
    space = "{http://www.w3.org/2005/07/scxml}"
    inner = {e.get("id") for e in root.iter() if e.tag in (space + "state", space + "final") and not list(
        e.iterfind(space + "state")) and not list(e.iterfind(space + "parallel")) and not list(
        e.iterfind(space + "final"))}
    events = sorted({
        e.get("event") for e in root.iter(space + "transition")
        if e.get("event") and not e.get("event").startswith("done.state.")
    })
    guards = sorted(e.get("id") for e in root.iter(space + "data"))
    chart = load(scxml_path)
    for walk in range(WALKS):
        dice = random.Random(SEED + walk)
        machine = chart()
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


def main():
    backpay, files = sys.argv[1], [pathlib.Path(p) for p in sys.argv[2:]]
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            pnml = pathlib.Path(folder) / f"{path.stem}.pnml"
            pnml.write_text(draw(backpay, path, "pnml"))
            ours = re.search(r'<soundness verdict="([a-z-]+)"/>', pnml.read_text()).group(1)
            net, start, _ = pnml_importer.apply(str(pnml))
            end = type(start)({p: 1 for p in net.places if p.name == "end"})
            theirs = soundness_by_markings(net, start, end)
            woflan_says = within_limits(WOFLAN_SECONDS, woflan_soundness, net, start, end)
            agree = ours == theirs and woflan_says in (None, [ours])
            note = ""
            if agree:
                scxml = pathlib.Path(folder) / f"{path.stem}.scxml"
                scxml.write_text(draw(backpay, path, "scxml"))
                reachable = markings(net, start)
                walked = [None]
                if reachable is not None:
                    walked = within_limits(WALK_SECONDS, rests_outside, scxml, reachable)
                outside = walked[0] if walked else "it comes to no rest"
                note = "too many markings to walk" if reachable is None else f"{len(reachable)} markings, walked"
                if outside:
                    agree, note = False, f"the interpreter rests where the net cannot: {outside}"
            failures += not agree
            print(f"{'ok  ' if agree else 'FAIL'} {path}: ours {ours}, markings {theirs}, Woflan {woflan_says[0] if woflan_says else 'no answer in time'}; {note}", flush=True)
    print(f"interop: {len(files)} procedures, {failures} disagreements")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
