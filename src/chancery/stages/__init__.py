"""The steps of a build, one folder each, in the order of the flow."""
