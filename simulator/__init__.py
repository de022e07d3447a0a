"""One learner's run: the only package that knows engine, scoring and store together."""
