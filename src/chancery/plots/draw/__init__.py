"""Draws what a figure shows as SVG; pure functions, the same for a file, the API and pages."""
