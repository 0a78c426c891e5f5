"""The code of docs/how-to/python.md, for the type checker; a test holds them equal."""

import chancery
from chancery.errors import NotFoundError, UsageError

dossier = chancery.open_dossier("talks.dossier")
backed = dossier.statements(min_origins=2)
for point in backed:
    words = point.finding.words
    print(point.finding.independent, words.document, words.start, words.quote)

point = backed[0]
for claim in point.claims:
    for evidence in claim.evidence[:1]:
        document = dossier.document(evidence.document)
        same = document.text[evidence.start : evidence.end] == evidence.quote
        print(document.path, evidence.start, same)

table = backed.to_arrow()
print(table.num_rows, table.column_names)

frame = dossier.meetings(modality="asserted").to_pandas()
print(frame[["finding.independent", "finding.words.start"]].to_string())

for hit in dossier.search("ferry", limit=1):
    print(hit.passage.start, hit.passage.quote)
    print([match.quote for match in hit.matches])

try:
    dossier.statements(speaker="Nobody Whatsoever")
except NotFoundError as error:
    print(error)
try:
    dossier.timeline(since="May 2023")
except UsageError as error:
    print(error)
dossier.close()

reading = chancery.annotate("Edda Lindqvar said that the talks go on.")
text = reading.document.text
for mention in reading.annotation.mentions:
    print(mention.type, text[mention.start : mention.end])

report = chancery.build("articles", "new.dossier", annotate=False)
print(report.documents, report.rejected)
