package com.acme.orders;

import io.github.example.cdk.orderprocessingplatform.OrderEnvironment;
import io.github.example.cdk.orderprocessingplatform.OrderApiOptions;
import io.github.example.cdk.orderprocessingplatform.OrderConsumer;
import io.github.example.cdk.orderprocessingplatform.OrderCorsOptions;
import io.github.example.cdk.orderprocessingplatform.OrderFunctionOptions;
import io.github.example.cdk.orderprocessingplatform.OrderProcessingPlatform;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;

public final class OrderIntakeApp {
    public static void main(final String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "OrderIntake");

        OrderProcessingPlatform orders = OrderProcessingPlatform.Builder.create(stack, "Orders")
            .projectName("acme-shop")
            .environment(OrderEnvironment.PROD)
            .environmentSuffix("prod-eu")
            .alertEmailAddress("oncall@acme.example")
            .functionOptions(OrderFunctionOptions.builder().memorySize(512).timeout(Duration.seconds(15)).build())
            .apiOptions(OrderApiOptions.builder()
                .corsPreflight(OrderCorsOptions.builder().allowOrigins(List.of("https://shop.acme.example")).build())
                .build())
            .build();

        Queue warehouse = Queue.Builder.create(stack, "Warehouse")
            .encryption(QueueEncryption.KMS)
            .encryptionMasterKey(orders.getEncryptionKey())
            .build();
        orders.addOrderConsumer("WarehouseFeed", OrderConsumer.fromQueue(warehouse));

        CfnOutput.Builder.create(stack, "OrdersUrl").value(orders.getOrdersUrl()).build();

        app.synth();
    }

    private OrderIntakeApp() {}
}
