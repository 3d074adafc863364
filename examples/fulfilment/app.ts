import { App } from 'aws-cdk-lib';
import { FulfilmentStack } from './fulfilment-stack';

new FulfilmentStack(new App(), 'Fulfilment', { carrierUrl: 'https://api.carrier.example/orders' });
