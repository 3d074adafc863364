import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from cdk_order_processing_platform import (
    OrderEnvironment,
    OrderApiOptions,
    OrderConsumer,
    OrderCorsOptions,
    OrderFunctionOptions,
    OrderProcessingPlatform,
)

app = cdk.App()
stack = cdk.Stack(app, "OrderIntake")

orders = OrderProcessingPlatform(
    stack,
    "Orders",
    project_name="acme-shop",
    environment=OrderEnvironment.PROD,
    environment_suffix="prod-eu",
    alert_email_address="oncall@acme.example",
    function_options=OrderFunctionOptions(memory_size=512, timeout=cdk.Duration.seconds(15)),
    api_options=OrderApiOptions(cors_preflight=OrderCorsOptions(allow_origins=["https://shop.acme.example"])),
)

warehouse = sqs.Queue(
    stack,
    "Warehouse",
    encryption=sqs.QueueEncryption.KMS,
    encryption_master_key=orders.encryption_key,
)
orders.add_order_consumer("WarehouseFeed", OrderConsumer.from_queue(warehouse))

cdk.CfnOutput(stack, "OrdersUrl", value=orders.orders_url)

app.synth()
