import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';

const app = new App();

new ShopStack(app, 'Shop', {
  // Of your account: where the zone is and which id it has.
  domain: { zoneName: 'acme.example', hostedZoneId: 'Z0123456789ABCDEFGHIJ' },
  onCallAddress: 'oncall@acme.example',
});
