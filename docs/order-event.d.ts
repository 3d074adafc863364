/* Written by `npm run contract` from the order's schema. */

/**
 * A stored order, as a CloudEvents 1.0 document in JSON. Later versions may add members.
 */
export interface OrderPlaced {
  /**
   * Version of CloudEvents.
   */
  specversion: '1.0';
  /**
   * The order's id: the same on every delivery of it, so that a repetition is told by it.
   */
  id: string;
  /**
   * The platform.
   */
  source: string;
  /**
   * What happened.
   */
  type: 'order-processing.order-placed.v1';
  /**
   * The order's id.
   */
  subject: string;
  /**
   * When the order was first received.
   */
  time: string;
  /**
   * What `data` is.
   */
  datacontenttype: 'application/json';
  /**
   * Id of the consumer, if the event is sent again to it alone.
   */
  recipient?: string;
  data: PlacedOrder;
}
/**
 * The order as the API answered it.
 */
export interface PlacedOrder {
  /**
   * Id under which the order is stored.
   */
  orderId: string;
  /**
   * State of a new order.
   */
  status: 'RECEIVED';
  /**
   * When the order was first received.
   */
  createdAt: string;
  /**
   * Sum of quantity times unit price in minor units.
   */
  totalAmount: number;
  /**
   * The shop's own number or name for this order.
   */
  reference?: string;
  /**
   * ISO 4217 code of the currency of every amount in the order.
   */
  currency:
    | 'AED'
    | 'AFN'
    | 'ALL'
    | 'AMD'
    | 'AOA'
    | 'ARS'
    | 'AUD'
    | 'AWG'
    | 'AZN'
    | 'BAM'
    | 'BBD'
    | 'BDT'
    | 'BHD'
    | 'BIF'
    | 'BMD'
    | 'BND'
    | 'BOB'
    | 'BRL'
    | 'BSD'
    | 'BTN'
    | 'BWP'
    | 'BYN'
    | 'BZD'
    | 'CAD'
    | 'CDF'
    | 'CHF'
    | 'CLP'
    | 'CNY'
    | 'COP'
    | 'CRC'
    | 'CUP'
    | 'CVE'
    | 'CZK'
    | 'DJF'
    | 'DKK'
    | 'DOP'
    | 'DZD'
    | 'EGP'
    | 'ERN'
    | 'ETB'
    | 'EUR'
    | 'FJD'
    | 'FKP'
    | 'GBP'
    | 'GEL'
    | 'GHS'
    | 'GIP'
    | 'GMD'
    | 'GNF'
    | 'GTQ'
    | 'GYD'
    | 'HKD'
    | 'HNL'
    | 'HTG'
    | 'HUF'
    | 'IDR'
    | 'ILS'
    | 'INR'
    | 'IQD'
    | 'IRR'
    | 'ISK'
    | 'JMD'
    | 'JOD'
    | 'JPY'
    | 'KES'
    | 'KGS'
    | 'KHR'
    | 'KMF'
    | 'KPW'
    | 'KRW'
    | 'KWD'
    | 'KYD'
    | 'KZT'
    | 'LAK'
    | 'LBP'
    | 'LKR'
    | 'LRD'
    | 'LSL'
    | 'LYD'
    | 'MAD'
    | 'MDL'
    | 'MGA'
    | 'MKD'
    | 'MMK'
    | 'MNT'
    | 'MOP'
    | 'MRU'
    | 'MUR'
    | 'MVR'
    | 'MWK'
    | 'MXN'
    | 'MYR'
    | 'MZN'
    | 'NAD'
    | 'NGN'
    | 'NIO'
    | 'NOK'
    | 'NPR'
    | 'NZD'
    | 'OMR'
    | 'PAB'
    | 'PEN'
    | 'PGK'
    | 'PHP'
    | 'PKR'
    | 'PLN'
    | 'PYG'
    | 'QAR'
    | 'RON'
    | 'RSD'
    | 'RUB'
    | 'RWF'
    | 'SAR'
    | 'SBD'
    | 'SCR'
    | 'SDG'
    | 'SEK'
    | 'SGD'
    | 'SHP'
    | 'SLE'
    | 'SOS'
    | 'SRD'
    | 'SSP'
    | 'STN'
    | 'SVC'
    | 'SYP'
    | 'SZL'
    | 'THB'
    | 'TJS'
    | 'TMT'
    | 'TND'
    | 'TOP'
    | 'TRY'
    | 'TTD'
    | 'TWD'
    | 'TZS'
    | 'UAH'
    | 'UGX'
    | 'USD'
    | 'UYU'
    | 'UZS'
    | 'VED'
    | 'VES'
    | 'VND'
    | 'VUV'
    | 'WST'
    | 'XAF'
    | 'XCD'
    | 'XCG'
    | 'XOF'
    | 'XPF'
    | 'YER'
    | 'ZAR'
    | 'ZMW'
    | 'ZWG';
  /**
   * Who ordered.
   */
  customer: {
    /**
     * The shop's own customer number.
     */
    id?: string;
    /**
     * Where to reach the customer.
     */
    email: string;
    /**
     * Full name.
     */
    name?: string;
    /**
     * Telephone number.
     */
    phone?: string;
  };
  /**
   * Where the goods go.
   */
  shippingAddress?: {
    /**
     * Name on the parcel, if not the customer's.
     */
    recipient?: string;
    /**
     * Street and number.
     */
    line1: string;
    /**
     * Building, floor, care of.
     */
    line2?: string;
    /**
     * City or town.
     */
    city: string;
    /**
     * State, province or county.
     */
    region?: string;
    /**
     * Postal code.
     */
    postalCode?: string;
    /**
     * Two capital letters, meant as an ISO 3166-1 alpha-2 code; not looked up in its list.
     */
    country: string;
  };
  /**
   * The order lines.
   *
   * @minItems 1
   * @maxItems 100
   */
  items: [OrderItem, ...OrderItem[]];
  /**
   * What the customer wants to say about the order.
   */
  notes?: string;
  /**
   * The shop's own strings.
   */
  metadata?: {
    [k: string]: string;
  };
}
export interface OrderItem {
  /**
   * Stock-keeping unit.
   */
  sku: string;
  /**
   * Name of the article at the time of the order.
   */
  name?: string;
  /**
   * Units ordered.
   */
  quantity: number;
  /**
   * Price of one unit in minor units.
   */
  unitPrice: number;
}
