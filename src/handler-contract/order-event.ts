/**
 * What names the event of a stored order: the relay writes it, rules match it.
 *
 * @internal
 */
export enum OrderEvent {
  /** CloudEvents' `type`. */
  TYPE = 'order-processing.order-placed.v1',
  /** EventBridge's `detail-type`. */
  DETAIL_TYPE = 'OrderPlaced',
  /** In front of the platform's name: EventBridge's and CloudEvents' `source`. */
  SOURCE_PREFIX = 'urn:order-processing:',
  /** Among the `resources` of an event whose total is larger than what patterns compare. */
  LARGE_TOTAL = 'urn:order-processing:large-total',
  /** Member of a document that is sent again: the one consumer that it is for. CloudEvents allows members of one's own. */
  RECIPIENT = 'recipient',
}

/**
 * Largest number that an event pattern of EventBridge compares; a larger one matches no comparison.
 *
 * @internal
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const LARGEST_COMPARABLE = 5_000_000_000;
