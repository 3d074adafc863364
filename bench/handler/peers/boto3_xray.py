"""The handler in Python: boto3, the X-Ray SDK, structured logs and metrics in the embedded format."""
import hashlib
import json
import os
import time

import boto3
from aws_xray_sdk.core import patch_all
from boto3.dynamodb.types import TypeSerializer

patch_all()
client = boto3.client("dynamodb")
serializer = TypeSerializer()


def violations(order):
    if not isinstance(order.get("items"), list) or not order["items"]:
        yield "/items must not be empty"
    for member in ("currency", "customer"):
        if member not in order:
            yield f"/{member} is required"


def handler(event, context):
    order = json.loads(event["body"])
    found = list(violations(order))
    if found:
        return {"statusCode": 422, "body": json.dumps(found)}
    order_id = hashlib.sha256(event["headers"]["idempotency-key"].encode()).hexdigest()
    total = sum(item["quantity"] * item["unitPrice"] for item in order["items"])
    stored = {**order, "orderId": order_id, "totalAmount": total, "status": "RECEIVED", "createdAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    start = time.perf_counter()
    client.put_item(
        TableName=os.environ["TABLE_NAME"],
        Item={name: serializer.serialize(value) for name, value in stored.items()},
        ConditionExpression="attribute_not_exists(orderId)",
    )
    print(json.dumps({
        "level": "INFO", "message": "Order stored", "requestId": context.aws_request_id, "orderId": order_id,
        "_aws": {
            "Timestamp": int(time.time() * 1000),
            "CloudWatchMetrics": [{
                "Namespace": "OrderProcessingPlatform", "Dimensions": [["Platform"]],
                "Metrics": [{"Name": "OrdersPlaced", "Unit": "Count"}, {"Name": "WriteLatency", "Unit": "Milliseconds"}],
            }],
        },
        "Platform": os.environ["PLATFORM_NAME"], "OrdersPlaced": 1, "WriteLatency": (time.perf_counter() - start) * 1000,
    }))
    return {"statusCode": 201, "headers": {"Content-Type": "application/json"}, "body": json.dumps(stored)}
