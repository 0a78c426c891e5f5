"""Finds passages that stand in two documents and what stands behind them."""
