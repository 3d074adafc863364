"""Teaches MiniStack's CloudFormation the type AWS::CloudWatch::CompositeAlarm.

MiniStack 1.5.33 has composite alarms in its CloudWatch API, with rules that are evaluated and actions that are taken, but refuses templates
that hold one. Remove this file when a newer version knows the type.
"""

from ministack.services import cloudwatch
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS


def put(name, properties):
    status, _headers, body = cloudwatch._put_composite_alarm({}, {**properties, "AlarmName": name}, False, True)
    if status != 200:
        raise ValueError(body.decode() if isinstance(body, bytes) else body)
    return name, {"Arn": cloudwatch._composite_alarms[name]["AlarmArn"]}


def create(logical_id, properties, stack_name):
    return put(properties.get("AlarmName") or f"{stack_name}-{logical_id}", properties)


def update(physical_id, _old_properties, properties, _stack_name):
    return put(physical_id, properties)


def delete(physical_id, _properties):
    cloudwatch._composite_alarms.pop(physical_id, None)
    cloudwatch._composite_triggers.pop(physical_id, None)


def register():
    _RESOURCE_HANDLERS.setdefault("AWS::CloudWatch::CompositeAlarm", {"create": create, "update": update, "delete": delete})
