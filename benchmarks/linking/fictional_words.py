"""The words of which the corpus is made. All names are made up."""

from __future__ import annotations

from civharm.model import MeansCategory, Speaker

HEADS = (
    "ba be bo da de di ga go ha he ja ka ke ki la le lo ma me mo na ne no pa pe ra re ri sa se so ta te to va vo za ze zo".split()
)
TAILS = "r n l s k m sh d f b th z q rn ld nk st".split()
ACTORS = [
    "Red Guard", "Blue Legion", "Northern Front", "Freedonian army", "River Brigade", "Coast Militia", "Hill Rangers",
    "Air Corps",
]  # fmt: skip
MEANS: dict[MeansCategory, list[str]] = {
    "explosive": ["air strike", "shelling", "rockets", "mortar fire", "artillery fire"],
    "planted_explosive": ["car bomb", "roadside bomb", "suicide bomber", "landmine"],
    "small_arms": ["gunmen", "snipers", "gunfire"],
    "incendiary": ["arson", "incendiary shells"],
    "execution": ["executions", "firing squad"],
    "melee": ["knives", "machetes"],
}
TARGETS = [
    ("market", "bazaar"), ("bakery", "bread queue"), ("school", "classroom"), ("mosque", "prayer hall"),
    ("bridge", "crossing"), ("hospital", "clinic"), ("wedding", "wedding party"), ("funeral", "mourners"), ("bus", "minibus"),
    ("farm", "orchard"), ("checkpoint", "roadblock"), ("cafe", "teahouse"), ("camp", "tents"), ("apartment block", "flats"),
    ("well", "water tank"), ("garage", "workshop"), ("football pitch", "stadium"), ("police station", "barracks"),
    ("shop", "grocery"), ("ferry", "boat"), ("mill", "granary"), ("square", "roundabout"), ("hotel", "guesthouse"),
    ("church", "chapel"), ("factory", "plant"),
]  # fmt: skip
VICTIMS = [
    "people", "civilians", "villagers", "residents", "worshippers", "shoppers", "farmers", "students", "passengers",
    "labourers",
]  # fmt: skip
DETAILS = [
    "as families slept", "shortly after dawn", "during evening prayers", "while rescuers dug through rubble",
    "near the old fountain", "when children walked home", "as traders packed their stalls", "on the road to the dam",
    "beside the pharmacy", "under heavy rain", "as harvest workers rested", "after a week of quiet", "behind the post office",
    "in front of the registry", "by the grain silo",
]  # fmt: skip
LEADS = [
    "{n} {victims} were {verb} when {means} hit a {target} in {place} {detail}",
    "{means} {verb} {n} {victims} at a {target} in {place}",
    "{speaker} said {n} {victims} were {verb} in {place}, where {means} struck the {target} {detail}",
    "In {place}, {n} {victims} were {verb} {detail} in an attack with {means} on a {target}",
    "The toll of the {target} attack in {place} stands at {n} {verb}",
    "{n} {verb} in {place}: {means}, {target} {detail}",
    "A {target} in {place} was hit by {means}, and {n} {victims} were {verb}",
    "{victims} mourned after {means} left {n} {verb} at the {target} in {place} {detail}",
]
OUTLETS = [
    f"The {name} {kind}"
    for name in ("Coast", "Delta", "Hill", "River", "Plain", "Border")
    for kind in ("Post", "Times", "Wire", "Radio")
]
SPEAKERS = [
    Speaker(text=t, start=0, end=len(t), kind=k)
    for t, k in (
        ("the Freedonian Health Office", "official"),
        ("Freedonia Rights Watchers", "monitor"),
        ("a security source", "anonymous"),
        ("residents", "witness"),
        ("a doctor", "medical"),
        ("the Relief Corps", "ngo"),
        ("the Provincial Council", "official"),
    )
]
