"""Make `mtcheck/lexicon/doubles.txt`: what may stand twice in a row in English.

    apt-get install wordnet-base
    python -m training.lexicon.doubles mtcheck/lexicon/doubles.txt

Words that WordNet has twice in one entry (*agar-agar*, *chop-chop*, *mahimahi*), without the Latin names of
animals, and the verbs that it has with a particle (*turn in*): behind these the same word may come again as a
preposition (“turned in in time”). ADDED has what WordNet 3.0 lacks of both.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mtcheck.lexicon.morphology import tags
from training.lexicon.wordnet import PARTS_OF_SPEECH, index_words, lemmas

HEADER = """\
# What may stand twice in a row, for mtcheck/lexicon/doubles.py. Made by training/lexicon/doubles.py. Do not
# edit. Source: WordNet 3.0 (Princeton); what it lacks was compiled for this project from general knowledge.
# twice TAB words that are one word or phrase when doubled; <particle> TAB the verbs that go with it
"""
PARTICLES = "in on up over off out by down through around about along".split()
#: Verbs that have such a word for their object only: “he lives in in Berlin” is a slip.
PREPOSITIONAL = {
    "in": "abound believe dwell inhere lie live lodge originate partake persist teem work",
    "on": "act bear bet border center concentrate count default depend descant devolve dwell embark feed "
    "focus gaze guide hinge impinge intrude lean operate rely renege renegue repose rest settle "
    "touch wait",
    "over": "arch bridge preside tower",
    "by": "abide go",
    "about": "know think",
}
#: Words that stand for a sound, a call or a game, dishes and places of other languages, and verbs of today.
ADDED = {
    "twice": "bang bap beep blah bleep bong boom buzz chirp chug clang clap clip cluck creak ding dong drip "
    "dum fizz frou gado giddy glug gobble goo gulp halo hee hey hip ho hoot hop huff humu kava knock kum "
    "la lava lomi lulu mahi meow mew moo na nom num oink paw peep peri pili ping piri pitter plop "
    "poke pop rah rat rub sari scoop shabu sizzle slap snap snip splash squeak tap tat thud thump "
    "tick tip tock toot tuk tweet twit vroom wah wham whirr woo woof wink yada yap yum zig zip zoom",
    "in": "bed belly buy call dial dive drag ease fade fly hand head huddle jump key kick lead lean phone "
    "pile pour power print rush scan settle skate slide slot squeeze stay swim swipe take tap "
    "teleconference thread tumble type wire wander zip zoom",
    "on": "battle bring drag drive follow gaze go hold limp linger log march play plod power read rumble "
    "sail soldier struggle tune turn walk work wind write",
    "up": "dress end fetch finish open start turn wash wind",
    "by": "come drive drop fly get live pass ride slip squeak stop swing walk",
    "over": "carry come cross go hand invite move sleep stay switch take",
    "out": "back be camp check come cry drop eat find get give go hang head help log run sign stay step",
    "off": "be clock come drop go kick lift log nod set sign start take tee",
    "down": "bed break come go hunker log settle shut sit slow",
    "through": "be break come fall get go pass pull put sail walk",
    "around": "be drive go hang look move play run sit stay travel walk",
    "about": "come forget get go hang know move think",
    "along": "come get go move",
}


def doubled_words() -> set[str]:
    """Words that an entry of WordNet has twice and nothing else."""
    found = set()
    for lemma in lemmas(*PARTS_OF_SPEECH):
        parts = re.split("[-_]", lemma.lower())
        if len(parts) == 2 and parts[0] == parts[1] and lemma[0].islower():
            found.add(parts[0])
        half = lemma[: len(lemma) // 2]
        if len(half) > 2 and half * 2 == lemma and not tags(half):
            found.add(half)
    return found


def verbs_with_particles() -> Iterator[tuple[str, str]]:
    """(particle, verb) of WordNet's phrasal verbs."""
    for entry, _ in index_words("verb"):
        verb, _, particle = entry.partition("_")
        if particle in PARTICLES and verb.isalpha():
            yield particle, verb


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    rows = defaultdict(set, {key: set(words.split()) for key, words in ADDED.items()})
    rows["twice"] |= doubled_words()
    for particle, verb in verbs_with_particles():
        rows[particle].add(verb)
    for particle, verbs in PREPOSITIONAL.items():
        rows[particle] -= set(verbs.split())
    lines = (f"{key}\t{' '.join(sorted(rows[key]))}" for key in ("twice", *PARTICLES))
    parser.parse_args().list.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
