import { Limit } from './limit';
import { AccountQuotas, PlatformSettings } from './settings';
import { TokenBucket } from './token-bucket';

/** Admission to the HTTP API: the stage's own token bucket, then the account's. */
export class ApiGateway {
  private readonly stage: TokenBucket;
  private readonly account: TokenBucket;

  constructor(platform: PlatformSettings, quotas: AccountQuotas) {
    this.stage = new TokenBucket(platform.throttleRateLimit, platform.throttleBurstLimit);
    this.account = new TokenBucket(quotas.apiRate, quotas.apiBurst);
  }

  /** The limit that turns `count` requests away, `undefined` if they pass. */
  public admit(now: number, count: number): Limit | undefined {
    if (!this.stage.take(now, count)) return Limit.STAGE_THROTTLE;
    if (!this.account.take(now, count)) return Limit.ACCOUNT_API_RATE;
    return undefined;
  }
}
