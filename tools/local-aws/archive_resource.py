"""Teaches MiniStack's CloudFormation the type AWS::Events::Archive, and its replays to keep to the rules that they are started for.

MiniStack 1.5.33 has archives and replays in its EventBridge API, but refuses templates that hold an archive, and sends what it replays to
every rule of the bus whatever `Destination.FilterArns` says. Remove what a newer version does by itself.

https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ReplayDestination.html
"""

import json
import uuid

from ministack.services import eventbridge
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS


def request(name, properties):
    pattern = properties.get("EventPattern")
    return {
        "ArchiveName": name,
        "EventSourceArn": properties["SourceArn"],
        "Description": properties.get("Description", ""),
        "EventPattern": json.dumps(pattern) if isinstance(pattern, dict) else pattern or "",
        "RetentionDays": int(properties.get("RetentionDays", 0)),
        "KmsKeyIdentifier": properties.get("KmsKeyIdentifier", ""),
    }


def checked(response):
    status, _headers, body = response
    if status != 200:
        raise ValueError(body.decode() if isinstance(body, bytes) else body)


def attributes(name):
    return name, {"Arn": eventbridge._archives[name]["ArchiveArn"]}


def create(logical_id, properties, stack_name):
    name = properties.get("ArchiveName") or f"{logical_id[-35:]}-{uuid.uuid4().hex[:12]}"
    checked(eventbridge._create_archive(request(name, properties)))
    return attributes(name)


def update(physical_id, _old_properties, properties, _stack_name):
    checked(eventbridge._update_archive(request(physical_id, properties)))
    return attributes(physical_id)


def delete(physical_id, _properties):
    eventbridge._archives.pop(physical_id, None)


def filter_replays():
    dispatch = eventbridge._dispatch_event

    def dispatch_to_chosen_rules(event, view=None):
        destination = (eventbridge._replays.get(event.get("ReplayName")) or {}).get("Destination", {})
        chosen = destination.get("FilterArns")
        if not chosen or not destination["Arn"].endswith(f"/{event.get('EventBusName')}"):
            dispatch(event, view)
            return
        view = view or eventbridge._pattern_event_view(event)
        for key, rule in eventbridge._rules.items():
            if rule.get("Arn") in chosen and rule.get("State") == "ENABLED" and eventbridge._matches_pattern_view(rule["EventPattern"], view, key):
                for target in eventbridge._targets.get(key, []):
                    eventbridge._invoke_target(target, event, rule, view)

    eventbridge._dispatch_event = dispatch_to_chosen_rules


def register():
    _RESOURCE_HANDLERS.setdefault("AWS::Events::Archive", {"create": create, "update": update, "delete": delete})
    filter_replays()
