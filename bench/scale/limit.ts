/** What can turn a request away, in the order in which a request meets it. */
export enum Limit {
  STAGE_THROTTLE,
  ACCOUNT_API_RATE,
  ACCOUNT_CONCURRENCY,
  RESERVED_CONCURRENCY,
  REQUESTS_PER_ENVIRONMENT,
  SCALING_RATE,
  TABLE_THROUGHPUT,
  TABLE_PARTITION,
}

/** What the caller of `POST /orders` gets. */
export enum Answer {
  /** 201: stored now, or the replay of the order stored before. */
  CREATED,
  /** 429 from API Gateway. */
  TOO_MANY_REQUESTS,
  /** 503: from API Gateway when the function has no room, from the handler when the table has none. */
  SERVICE_UNAVAILABLE,
  /** The connection broke or the function died after the write: the caller knows nothing. */
  NONE,
}
