"""What tells two English texts apart that are alike otherwise: opposites, numbers, and a "not".

Words of general help texts, forms and rules; nothing here comes from an article or a set of questions.
"""

from __future__ import annotations

from typing import Final

from faqbot.language.english.words import NUMERALS
from faqbot.language.grammar import Contrasts

# The words of one side, then those of the other; a word of two is a verb with its particle, which may stand apart.
# Verbs and measures only: that a shop is closed on Mondays does answer whether it is open.
_SIDES: Final = """
enable activate turn-on switch-on | disable deactivate turn-off switch-off stop
start begin launch commence | stop end finish quit
upgrade | downgrade
upload | download
import | export
subscribe sign-up opt-in | unsubscribe opt-out
increase raise enlarge maximise maximize | decrease reduce lower shrink minimise minimize
rise grow | fall drop shrink
arrive arrival check-in | leave depart departure check-out
enter entry entrance | exit
login log-in logon log-on sign-in | logout log-out logoff log-off sign-out
encrypt encryption | decrypt decryption
encode encoding | decode decoding
compress compression | decompress decompression extract
attach | detach
mount | unmount dismount
accept approve | reject decline refuse deny
allow permit | forbid prohibit ban block
add insert | remove delete
create | delete destroy
hire | fire dismiss
show display | hide
expand | collapse
include inclusion | exclude exclusion
maximum max most | minimum min least
buy purchase | sell
borrow | lend
send | receive
push | pull
install | uninstall
connect plug-in | disconnect unplug
lock | unlock
open | close shut
freeze | thaw unfreeze
mute | unmute
follow | unfollow
pause | resume
win | lose
earn | spend
deposit | withdraw
marry | divorce
succeed | fail
strengthen | weaken
widen | narrow
lengthen | shorten
tighten | loosen
zoom-in | zoom-out
scroll-up | scroll-down
join | leave
clock-in | clock-out
promote promotion | demote demotion
inbound incoming | outbound outgoing
input | output
before prior | after
advantage benefit | disadvantage drawback
strength | weakness
asset | liability
inhale | exhale
praise | criticise criticize
valid | invalid
legal | illegal
visible | invisible
active | inactive
complete | incomplete
correct | incorrect
direct | indirect
"""

_AUXILIARIES: Final = frozenset(
    "am is are was were do does did can could will would shall should may might must have has had".split()
)

CONTRASTS: Final = Contrasts(
    sides=tuple(
        (frozenset(one.split()), frozenset(other.split()))
        for one, other in (line.split("|") for line in _SIDES.strip().splitlines())
    ),
    turning=("un", "non"),
    into={"into": "in", "onto": "on"},
    numbers={
        **NUMERALS,
        **{
            word: value
            for value, word in enumerate(
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
            )
        },
        "hundred": 100,
        "thousand": 1_000,
        "million": 1_000_000,
    },
    endings=frozenset("st nd rd th".split()),
    sorts=(
        frozenset("monday tuesday wednesday thursday friday saturday sunday".split()),
        frozenset("january february march april june july august september october november december".split()),
    ),
    bounds=frozenset(
        "least most more less fewer over under above below between maximum max minimum min up within than exceed "
        "until older younger longer shorter every daily through weekdays weekend weekends".split()
    ),
    spanning=frozenset("weekday weekdays weekend weekends daily".split()),
    ranging=frozenset("to till until through".split()),
    speakers=frozenset("i im ive id we weve us me my our mine he she his her they their there theres".split()),
    carrying=frozenset(
        "want wanted wish like plan intend going have need to be been being do a an the any my your must".split()
    ),
    wishing=frozenset("want wanted wish plan intend".split()),
    aiming=frozenset({"to"}),
    ordering=frozenset("please do and but so".split()),
    forbidding=frozenset("not dont never".split()),
    choosing=frozenset("which who whom whose what".split()),
    lacking=frozenset("without".split()),
    obliging=frozenset("need needs needed require requires required must mandatory necessary only".split()),
    answers=frozenset("yes no".split()),
    units={
        **dict.fromkeys("second seconds".split(), 1 / 86_400),
        **dict.fromkeys("minute minutes min mins".split(), 1 / 1_440),
        **dict.fromkeys("hour hours".split(), 1 / 24),
        **dict.fromkeys("day days".split(), 1.0),
        **dict.fromkeys("week weeks".split(), 7.0),
        **dict.fromkeys("month months".split(), 30.4),
        **dict.fromkeys("year years".split(), 365.0),
    },
    auxiliaries=_AUXILIARIES,
    asking=_AUXILIARIES | frozenset("who whom whose which what when where why how".split()),
)
