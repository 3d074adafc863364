export const STACK = 'TwoConsumers';
export const WAREHOUSE = 'Warehouse';
export const BILLING = 'Billing';
