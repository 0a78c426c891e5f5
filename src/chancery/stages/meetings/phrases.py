"""The words around a trigger by which a meeting was held, is to be, or did not come about.

All are matched in lower case: what ends in `$` before a trigger, what begins with `^` behind it.
"""

import re

_NOT = (
    r"(?:(?:do|does|did|will|would|has|have|had|could|can|is|are|was|were)(?: not|n['’]t)|won['’]t"
    r"|can ?not|never)"
)
_OFF = r"(?:cancel\w*|called off|scrapped|postponed|shunned|ruled out|no|without)"
_FREE = r"(?:(?!(?:for|on|of|about|to|in|at|after|from|with|over|before)\b)[\w’'-]+\s+)"
DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying|ial|ials)\s+(?:of\s+)?"
    r"(?:(?!(?:after|at|before|during|following|in)\b)[\w’'-]+\s+){0,6}$"
)
NO_MEETING = re.compile(  # of a noun: that one did not attend or discuss it denies it not
    rf"\b(?:{_OFF}|(?:{_NOT}|refus\w+ to|declined to|failed to) (?:be )?(?:hold|held|holding|have"
    r"|had|start|begin|open|resume|enter(?: into)?|convene|conduct|host|organi[sz]e|take))\s+"
    rf"{_FREE}{{0,3}}$"
)
NOT_MET = re.compile(  # of a verb; behind "did not say that" another clause begins
    rf"\b(?:{_OFF}|{_NOT}|refus\w+ to|declined to|failed to|unable to|not(?! only| just))\s+"
    r"(?:(?!(?:say|said|deny|know|that|if|whether|when|where|until|because|and|but)\b)"
    r"[\w’'-]+\s+){0,3}$"
)
CALLED_OFF_BEHIND = re.compile(
    r"^(?:[\w’', -]+?)?\b(?:(?:was|were|has been|have been|been) (?:cancelled|canceled|called off"
    r"|postponed|scrapped|suspended)|collapsed before|did not take place|was put off)\b"
)
_ON = (  # words that go on with what was begun; behind "after" another clause or time begins
    r"(?:(?!(?:after|following|since|that|said|despite|because|until)\b)[\w’'-]+\s+)"
)
ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*|request\w*|appeal\w* (?:to|for)"
    r"|recommend\w*|advocates?|advocated|press\w* for|invit\w+|need (?:to|for))\s+"
    r"(?:(?!(?:after|following|since|despite)\b)[\w’'-]+\s+){0,7}$"
)
_BEGIN = (
    r"(?:be|take|begin|start|open|resume|convene|go|gather|discuss|include|bring|meet|hold|focus)"
)
SET_FOR = re.compile(
    r"^(?:(?!\b(?:but|because|while|although)\b)[\w’', -])*?\b"
    r"(?:(?:scheduled|set|expected|planned|slated) (?:for|on|to (?!end|conclude|wrap|last))"
    rf"|due (?:for|on|to (?={_BEGIN}))|to be held|(?:will|would|is to|are to) {_BEGIN})\b"
)
WILL_ITSELF = re.compile(r"^(?:itself\s+|also\s+)*(?:will|(?:is|are) going to)\b")
GOVERNED = re.compile(r"\b(?:at|of|from|in|after|during|by|since|for)\s+(?:[\w’'-]+\s+){0,3}$")
NEGATION = re.compile(
    r"\b(?:not|no|never|without|nor|neither|cancel\w*|refus\w*|declin\w*|reject\w*|fail\w*"
    r"|den(?:y|ies|ied|ying)|boycott\w*|postpon\w*|scrap\w*|suspend\w*|off|out|\w+n['’]t|n['’]t)\b"
)
TOOK_PLACE = re.compile(r"^,?\s*(?:which\s+|that\s+)?(?:took place|(?:was|were) held)\b")
WILL = re.compile(
    r"\b(?:will|plans? to|planned to|intends? to|agreed to|announced plans?|(?:is|are) to"
    rf"|going to|hopes? to|proposing|proposed|vowed to|wants? to)\s+{_ON}{{0,6}}$"
)
AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|ahead of|before|next|preparations? for|(?:scheduled|due|set"
    r"|(?<!not )expected) to|announced|announcement of|planned|in view of|resum\w+(?: of)?"
    rf"|renewal of|eve of(?: the return to)?|road to)\s+{_ON}{{0,4}}$"
)
MAY_BE = re.compile(
    r"\b(?:could|may|might|would|if|possible|possibility of|start to|ready (?:to|for)|willing to"
    rf"|offer\w*|propos\w+|idea (?:of|for)|whether|unless)\s+{_ON}{{0,5}}$"
)
WISHED = re.compile(
    r"\b(?:seek\w*|sought|wants?|wanted|prospects? (?:of|for)|chances? (?:of|for)"
    r"|hopes? (?:of|for)|hoped for|pav\w+ the way (?:to|for)|(?:path|way|open|return) to"
    rf"|favou?r\w*|support\w*|proposals? for|conditions for|efforts? (?:to|for))\s+{_FREE}{{0,3}}$"
)
AWAY = re.compile(  # who stays away does not call a meeting off
    rf"\b(?:(?P<not>{_NOT}|refus\w+ to|declined to|not to)\s+(?:attend|join|participate in"
    r"|take part in|go to|come to|be at)|(?:(?P<to>to|will|would)\s+)?(?:skip\w*|miss(?:ed)?"
    rf"|boycott\w*|sit out|sat out|stay(?:ed)? away from))\s+{_FREE}{{0,4}}(?:of\s+)?$"
)
CALLED = re.compile(rf"\bcall(?:ed|s|ing)\s+(?!for\b|on\b|off\b){_FREE}{{0,4}}$")
RECEIVED = re.compile(
    r"\b(?:welcomed|received|hosted|brought together)\s[^.;]{0,60}\bfor\s+(?:[\w’'-]+\s+){0,3}$"
)
PAST = re.compile(
    r"\b(?:held|hosted|attended|had|after|during|following|at|joined|concluded|ended|opened"
    r"|opening|since|as)\s+(?:[\w’'-]+\s+){0,3}$"
)
OLD_PICTURE = re.compile(
    r"\b(?:file|archive) (?:photo|picture|image|footage)|\((?:file|archive)\)", re.IGNORECASE
)
HELD_VERB = re.compile(r"(?:met|gathered|spoke|talked|convened|conferred|huddled|hosted|visited)$")
PURPOSE = re.compile(
    r"(?<!able )(?<!managed )(?<!got )(?<!continued )(?<!used )(?<!chance )(?<!began )\bto\s+$"
)
BASES = frozenset(
    ["meet", "talk", "speak", "gather", "confer", "convene", "visit", "host", "consult"]
)
AT_IT = re.compile(r"\b(?:at|during)\s+(?:[\w’'-]+\s+){0,4}$")
WILL_BEHIND = re.compile(
    r"^(?:(?!\b(?:say|says|said|told|that|announced|agreed|promised|pledged|warned|decided|vowed"
    r"|added|insisted|called|declared|concluded|confirmed|if|which)\b)[^.;:“”\"`])*?\bwill\b"
)
HELD_BEFORE = re.compile(
    r"\b(?:held|hosted|attended|convened|concluded|ended|opened|wrapped up|chaired)\s+"
    r"(?:[\w’'-]+\s+){0,4}$"
)
HELD_BEHIND = re.compile(
    r"^(?:[\w’', -]{0,40}?\b)?(?:(?:was|were) held|took place|ended|concluded)\b"
)
