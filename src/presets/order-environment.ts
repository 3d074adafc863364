/**
 * The stage of life a platform is deployed for. It selects a preset; every value of the preset has a prop of its own that wins over it.
 *
 * <!-- presets -->
 * | Setting | `dev` | `staging` | `prod` | Prop that wins over it |
 * | --- | --- | --- | --- | --- |
 * | Table, key, logs and dead-letter queues when they leave the stack | deleted | deleted | kept | `removalPolicy` |
 * | Deletion protection of the table | off | off | on | `tableOptions.deletionProtection` |
 * | Contributor insights | accessed and throttled keys | accessed and throttled keys | throttled keys | `tableOptions.contributorInsightsMode` |
 * | Function log is kept | 7 days | 30 days | 90 days | `functionOptions.logRetention` |
 * | API access log is kept | 7 days | 30 days | 365 days | `apiOptions.accessLogRetention` |
 * | Log level of the handler | `DEBUG` | `INFO` | `INFO` | `functionOptions.logLevel` |
 * | Log level of Lambda itself | `INFO` | `INFO` | `WARN` | `functionOptions.systemLogLevel` |
 * | X-Ray tracing | active | pass through | active | `functionOptions.tracing` |
 * | Requests per second | 50 | 500 | 1,000 | `apiOptions.throttle.rateLimit` |
 * | Requests at once | 100 | 1,000 | 2,000 | `apiOptions.throttle.burstLimit` |
 * | Period of the alarms | 5 minutes | 5 minutes | 1 minute | `alarmOptions.*.period` |
 * | Alarm: function errors, from | 5 | 1 | 1 | `alarmOptions.functionErrors` |
 * | Alarm: function duration, share of the timeout | 25% | 25% | 15% | `alarmOptions.functionDuration` |
 * | Alarm: function throttles, from | 5 | 1 | 1 | `alarmOptions.functionThrottles` |
 * | Alarm: function concurrency, share of the reserve | 90% | 80% | 80% | `alarmOptions.functionConcurrency` |
 * | Alarm: throttled writes, from | 5 | 1 | 1 | `alarmOptions.tableThrottles` |
 * | Alarm: 4XX answers, from | 100 | 100 | 100 | `alarmOptions.apiClientErrors` |
 * | Alarm: 5XX answers, from | 5 | 1 | 1 | `alarmOptions.apiServerErrors` |
 * | Alarm: failed writes, from | 5 | 1 | 1 | `alarmOptions.writeFailures` |
 * | E-mail on recovery | yes | no | yes | `alarmOptions.notifyOnRecovery` |
 * <!-- /presets -->
 */
export enum OrderEnvironment {
  /** Development: everything can be deleted, short retention, verbose logs. */
  DEV = 'dev',
  /**
   * Staging: as production, but data can be deleted, and load tests are kept in mind: recoveries are not mailed because alarms flap, and
   * X-Ray traces only requests that arrive with the decision to sample them.
   */
  STAGING = 'staging',
  /** Production: table, key and logs outlive the stack, alarms react within a minute. */
  PROD = 'prod',
}
