/** Attributes that the platform adds to every order's item; no order may have a member of these names. */
export const PLATFORM_ATTRIBUTES = ['orderId', 'status', 'createdAt', 'requestId', 'payloadHash'] as const;
