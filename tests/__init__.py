"""What the tests share. A package of its own, since some libraries install one called "tests"."""
