"""The engine on Daft, which the extra `cluster` brings: one machine, or the nodes of Ray."""
