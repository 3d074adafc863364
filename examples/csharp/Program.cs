using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using CdkOrderProcessingPlatform;

var app = new App();
var stack = new Stack(app, "OrderIntake");

var orders = new OrderProcessingPlatform(stack, "Orders", new OrderProcessingPlatformProps
{
    ProjectName = "acme-shop",
    Environment = CdkOrderProcessingPlatform.OrderEnvironment.PROD,
    EnvironmentSuffix = "prod-eu",
    AlertEmailAddress = "oncall@acme.example",
    FunctionOptions = new OrderFunctionOptions { MemorySize = 512, Timeout = Duration.Seconds(15) },
    ApiOptions = new OrderApiOptions
    {
        CorsPreflight = new OrderCorsOptions { AllowOrigins = new[] { "https://shop.acme.example" } },
    },
});

var warehouse = new Queue(stack, "Warehouse", new QueueProps
{
    Encryption = QueueEncryption.KMS,
    EncryptionMasterKey = orders.EncryptionKey,
});
orders.AddOrderConsumer("WarehouseFeed", OrderConsumer.FromQueue(warehouse));

new CfnOutput(stack, "OrdersUrl", new CfnOutputProps { Value = orders.OrdersUrl });

app.Synth();
