"""``python -m taiyuan_facts`` is ``tyfacts``."""

from taiyuan_facts.cli import main

if __name__ == "__main__":  # worker processes import this module again
    main()
