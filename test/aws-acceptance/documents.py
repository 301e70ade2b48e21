"""Looks at Stentor's own documents for the script beside it; says what it found, or why that will not do (exit 1).

    documents.py state STATE < status.json         the environment is in this state
    documents.py plan RECEIPTS CAP < plan.json     nothing stands in the way, and what it may cost fits under the cap
    documents.py idle < plan.json                  there is nothing to do
    documents.py receipt FILE                      all that was made is gone, nothing is left
    documents.py spent RECEIPTS CAP                all receipts together are under the cap
"""

import json
import pathlib
import sys


def wrong(sentence):
    sys.exit("aws-acceptance: " + sentence)


def spent(folder):
    return sum(json.loads(file.read_text())["cost"]["soFar"] for file in pathlib.Path(folder).glob("*.json"))


def state(wanted):
    found = json.load(sys.stdin)["state"]
    if found != wanted:
        wrong(f"the environment is {found}, not {wanted}")
    print("state:", found)


def plan(receipts, cap):
    document = json.load(sys.stdin)
    if document["problems"]:
        wrong("the plan has problems: " + "; ".join(problem["title"] for problem in document["problems"]))
    bill = document["outlook"]["bill"]
    if bill is None or bill.get("mostUntilEnd") is None:
        wrong("the plan does not say what it may cost at most")
    before, most = spent(receipts), bill["mostUntilEnd"]
    print(f"may cost {most:.2f} USD until {bill['endsAt']}, after {before:.2f} USD of earlier runs")
    if before + most > float(cap):
        wrong(f"{before:.2f} USD spent and {most:.2f} USD more is above the cap of {cap} USD; a shorter --expire costs less")


def idle():
    work = [step["title"] for step in json.load(sys.stdin)["steps"] if step["change"] != "none"]
    if work:
        wrong("there is still something to do: " + "; ".join(work))
    print("nothing to do")


def receipt(file):
    document = json.loads(pathlib.Path(file).read_text())
    gone = {(one["kind"], one["id"]) for one in document["gone"]}
    missing = [one for one in document["made"] if (one["kind"], one["id"]) not in gone]
    for one in document["left"] + missing:
        print("left:", one["kind"], one["id"], file=sys.stderr)
    if document["left"] or missing:
        wrong("the receipt says that something is left")
    print(f"receipt: {len(document['made'])} made, {len(gone)} gone, {len(document['checked'])} questions asked, "
          f"{document['cost']['soFar']:.4f} {document['cost']['currency']}")


def all_spent(receipts, cap):
    sum_of_all = spent(receipts)
    print(f"{sum_of_all:.4f} USD of {cap} USD spent by all receipts")
    if sum_of_all > float(cap):
        wrong("that is above the cap")


{"state": state, "plan": plan, "idle": idle, "receipt": receipt, "spent": all_spent}[sys.argv[1]](*sys.argv[2:])
