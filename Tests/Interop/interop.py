"""Holds the drawings of procedures against the tools of others.

* PNML: pm4py reads the net and Woflan judges its soundness; a large net is judged by every marking that the net read by
  pm4py can reach. Our verdict stands beside it in the file. They must agree.
* SCXML: python-statemachine loads the document and is walked at random (seeded); every place it rests in must be a
  marking that the net can reach, so that two independent programs and two of our drawings say the same.

Usage: interop.py BACKPAY FILE...
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET

warnings.simplefilter("ignore")

from pm4py.algo.analysis.woflan import algorithm as woflan  # noqa: E402
from pm4py.objects.petri_net.importer import importer as pnml_importer  # noqa: E402
from statemachine.io import load  # noqa: E402

# Above this many transitions Woflan takes minutes and gigabytes.
WOFLAN_TRANSITIONS = 200
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


def theirs_on_soundness(net, start, end):
    """Woflan's verdict; for nets it would take minutes over, that of every marking the imported net can reach."""
    if len(net.transitions) > WOFLAN_TRANSITIONS:
        return soundness_by_markings(net, start, end), "every marking"
    return woflan_soundness(net, start, end), "Woflan"


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
            theirs, by = theirs_on_soundness(net, start, end)
            agree = ours == theirs
            note = ""
            if agree:
                scxml = pathlib.Path(folder) / f"{path.stem}.scxml"
                scxml.write_text(draw(backpay, path, "scxml"))
                reachable = markings(net, start)
                outside = rests_outside(scxml, reachable) if reachable is not None else None
                note = "too many markings to walk" if reachable is None else f"{len(reachable)} markings, walked"
                if outside:
                    agree, note = False, f"the interpreter rests where the net cannot: {outside}"
            failures += not agree
            print(f"{'ok  ' if agree else 'FAIL'} {path}: ours {ours}, theirs {theirs} ({by}); {note}", flush=True)
    print(f"interop: {len(files)} procedures, {failures} disagreements")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
