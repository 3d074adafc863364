/**
 * Contract of `order-validator.js`, which the build compiles from a JSON Schema: `order.schema.json`, or, when the construct gets
 * `orderSchema`, the shop's own schema at synth. Kept out of the bundle so that synth can replace it.
 */

/** One violation, as ajv reports it. */
export interface OrderViolation {
  /**
   * JSON pointer to the offending value; for a missing or unknown member, to the object that lacks or has it. A member name of more than
   * `MAX_POINTER_LENGTH` characters is stood in for by another long one without slash.
   */
  readonly instancePath: string;
  readonly keyword: string;
  /** JSON pointer, as a URI fragment, to the violated part of the schema. */
  readonly schemaPath: string;
  /** The member name that is invalid, if it is one. */
  readonly propertyName?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

export interface OrderValidator {
  (body: unknown): boolean;
  /** Violations of the last call. */
  errors?: OrderViolation[] | null;
}

export const validate: OrderValidator;

/** Whether the schema is the package's own: only then does the handler know what an order's total is. */
export const isDefaultSchema: boolean;
