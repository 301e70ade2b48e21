"""Prints what CloudFormation's own handlers need to make, read, change and delete each type of resource, as JSON: {TYPE: [ACTION, ...]}.

    handler_permissions.py TYPE...

From the schemas of the resource types (their "handlers"), as cfn-lint carries them.
"""

import json
import sys

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

kinds = ("create", "read", "update", "delete")
needed = {}
for name in sys.argv[1:]:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
    handlers = schema.get("handlers", {})
    needed[name] = sorted({action for kind in kinds for action in handlers.get(kind, {}).get("permissions", [])})
print(json.dumps(needed))
