import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IFunction } from 'aws-cdk-lib/aws-lambda';

/** What the platform's own alarms watch. */
export interface WatchedPlatform {
  readonly platformName: string;
  readonly orderFunction: IFunction;
  readonly table: ITable;
  readonly api: HttpApi;
}
