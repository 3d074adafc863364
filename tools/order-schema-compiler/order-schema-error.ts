/** A schema that cannot be made a validator. The message names the place in the schema. */
export class OrderSchemaError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OrderSchemaError';
  }
}
