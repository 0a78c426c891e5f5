"""Lets `python -m chancery` do what the command `chancery` does."""

from chancery.cli.app import main

if __name__ == "__main__":
    main()
