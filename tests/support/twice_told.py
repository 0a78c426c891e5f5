"""Two articles that come one after the other and tell one thing twice, for how-to pages."""

MONDAY = """Envoys meet in Port Tarn

Envoys of Corvia and Aldane met in Port Tarn on Monday, 3 March 2031 to speak of the harbour, \
and the talks went on until late at night in the customs house.

Corvia will open the lower dam by 15 May 2031, Foreign Minister Ida Roth said after the talks.

Twelve guards were hurt at the harbour gate, harbour master Jonas Veldt told the Harbour Post.
"""
THURSDAY = """Guards at the gate

Twelve guards were hurt at the harbour gate, harbour master Jonas Veldt said.

Aldane will never pay for the lower dam, Prime Minister Oda Lind told reporters in Halden on \
Thursday, 6 March 2031.

Nobody else was at the gate when the rope broke, and the rest of the crew had left for the evening.
"""
