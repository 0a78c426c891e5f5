"""What the HTML standard says of elements: which break lines, which show nothing."""

_BLOCKS = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing
main menu nav ol optgroup option p plaintext pre search section select summary table tbody textarea
tfoot thead tr ul xmp
"""
_HIDDEN = """
area audio base canvas col colgroup datalist head iframe link meta metadata noembed noframes
noscript object param rp script source style template title track video
"""
_VOID = "area base br col embed hr img input link meta param source track wbr"

BLOCKS = frozenset(_BLOCKS.split())
"""Elements shown as blocks, list items or table rows: HTML standard, "Rendering", 15.3."""

HIDDEN = frozenset(_HIDDEN.split())
"""Elements that show nothing, or whose content stands in for what is shown: 4.8 and 15.3.1."""

VOID = frozenset(_VOID.split())
"""Elements without content or end tag: 13.1.2."""

BREAKS = frozenset({"br", "hr"})
CELLS = frozenset({"td", "th"})
PREFORMATTED = frozenset({"pre", "listing", "plaintext", "textarea", "xmp"})
