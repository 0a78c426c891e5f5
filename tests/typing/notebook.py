"""The code of docs/tutorial/notebook.ipynb, for the type checker; a test holds them equal."""

from pathlib import Path

import chancery

corpus = Path("examples/corpus").resolve()
report = chancery.build(corpus, "talks.dossier")
report.documents, report.rejected

talks = chancery.open_dossier("talks.dossier")
said = talks.statements()
table = said.to_pandas()
table[["finding.independent", "finding.strength", "finding.words.quote"]].head(10)

first = said[0]
for claim in first.claims:
    evidence = claim.evidence[0]
    document = talks.document(evidence.document)
    assert document.text[evidence.start : evidence.end] == evidence.quote
    print(document.path, evidence.start, evidence.end, evidence.quote)

for row in talks.timeline():
    when = row.entry.time
    print(when.start if when else "unknown", "|", row.line.text)

waiting = talks.commitments(open=True)
for point in waiting[:5]:
    print(point.finding.sort, "|", point.finding.words.quote)

shared = talks.lineage(weak=False)
for link in shared.reuse_links:
    sides = [talks.document(side.document).path for side in (link.a, link.b)]
    print(link.length, "words in", " and ".join(map(str, sides)))
for origin in shared.origins:
    print(origin.basis, origin.name or "unknown")

reading = chancery.annotate("The envoy said on Monday that the ferry runs again.")
text = reading.document.text
[(one.type, text[one.start : one.end]) for one in reading.annotation.mentions]

talks.close()
