"""Prints every ratio with its bound. Nothing here is a test: a busy machine changes the figures, not the verdict."""

from bench import app, engine, scoring

if __name__ == "__main__":
    for module in (engine, scoring, app):
        for name, ratio, bound in module.measure():
            print(f"{name:<62} {ratio:6.2f}   at most {bound:g}", flush=True)
