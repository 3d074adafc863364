package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"
	"github.com/example/cdk-order-processing-platform-go/cdkorderprocessingplatform"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("OrderIntake"), nil)

	orders := cdkorderprocessingplatform.NewOrderProcessingPlatform(stack, jsii.String("Orders"), &cdkorderprocessingplatform.OrderProcessingPlatformProps{
		ProjectName:       jsii.String("acme-shop"),
		Environment:       cdkorderprocessingplatform.OrderEnvironment_PROD,
		EnvironmentSuffix: jsii.String("prod-eu"),
		AlertEmailAddress: jsii.String("oncall@acme.example"),
		FunctionOptions: &cdkorderprocessingplatform.OrderFunctionOptions{
			MemorySize: jsii.Number(512),
			Timeout:    awscdk.Duration_Seconds(jsii.Number(15)),
		},
		ApiOptions: &cdkorderprocessingplatform.OrderApiOptions{
			CorsPreflight: &cdkorderprocessingplatform.OrderCorsOptions{
				AllowOrigins: jsii.Strings("https://shop.acme.example"),
			},
		},
	})

	warehouse := awssqs.NewQueue(stack, jsii.String("Warehouse"), &awssqs.QueueProps{
		Encryption:          awssqs.QueueEncryption_KMS,
		EncryptionMasterKey: orders.EncryptionKey(),
	})
	orders.AddOrderConsumer(jsii.String("WarehouseFeed"), cdkorderprocessingplatform.OrderConsumer_FromQueue(warehouse, nil), nil)

	awscdk.NewCfnOutput(stack, jsii.String("OrdersUrl"), &awscdk.CfnOutputProps{Value: orders.OrdersUrl()})

	app.Synth(nil)
}
