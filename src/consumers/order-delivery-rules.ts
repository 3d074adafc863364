import { OrderDeliveryOptions } from './order-delivery-options';
import { unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

/** Props of what carries orders to consumers. */
export interface OrderDeliveryProps {
  readonly deliveryOptions?: OrderDeliveryOptions;
}

/**
 * Rules of what carries orders to consumers.
 *
 * @internal
 */
export const orderDeliveryRules: PropRules<OrderDeliveryProps> = ({ deliveryOptions: { archiveRetention } = {} }) => {
  if (!archiveRetention || archiveRetention.isUnresolved()) return [];
  const days = archiveRetention.toDays({ integral: false });
  return [
    unless(Number.isInteger(days) && days >= 1, 'deliveryOptions.archiveRetention', 'must be whole days, at least 1', archiveRetention.toString()),
  ];
};
