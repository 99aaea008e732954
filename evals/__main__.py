"""Run every evaluation and print its figures."""

from evals import attribution

for evaluation in (attribution,):
    print(f"\n{evaluation.TITLE}")
    for what, figure in evaluation.run():
        print(f"  {what:<58} {figure}")
