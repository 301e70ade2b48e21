"""Prints what CloudFormation's own handlers need to make and delete each type of resource, as JSON: {TYPE: [ACTION, ...]}.

    handler_permissions.py [--whole] TYPE...

With --whole also what they need to read and change one.

From the schemas of the resource types (their "handlers"), as cfn-lint carries them.
"""

import json
import sys

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

names = sys.argv[1:]
kinds = ("create", "delete")
if names[:1] == ["--whole"]:
    names, kinds = names[1:], ("create", "read", "update", "delete")
needed = {}
for name in names:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
    handlers = schema.get("handlers", {})
    needed[name] = sorted({action for kind in kinds for action in handlers.get(kind, {}).get("permissions", [])})
print(json.dumps(needed))
