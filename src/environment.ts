/**
 * The stage of life a platform is deployed for. It selects a preset; every value of the preset has a prop of its own that wins over it.
 */
export enum Environment {
  /** Development: everything can be deleted, short retention, verbose logs. */
  DEV = 'dev',
  /** Staging: as production, but data can be deleted, and recoveries are not mailed because load tests make alarms flap. */
  STAGING = 'staging',
  /** Production: table, key and logs outlive the stack, alarms react within a minute. */
  PROD = 'prod',
}
