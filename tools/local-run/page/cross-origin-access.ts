import { ApiGatewayV2Client, Cors, UpdateApiCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { MiniStack } from '../../local-aws/ministack';

/**
 * Lets pages of other origins call the API, as its template says.
 *
 * MiniStack ignores `CorsConfiguration` in CloudFormation, which AWS doesn't: this puts the same settings there through the API.
 */
export async function allowCrossOriginAccess(miniStack: MiniStack, stackName: string, apiId: string): Promise<void> {
  const cloudFormation = new CloudFormationClient(miniStack.clientConfiguration);
  const { TemplateBody } = await cloudFormation.send(new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Processed' }));
  const resources: Record<string, { Type: string; Properties?: { CorsConfiguration?: Cors } }> = JSON.parse(TemplateBody!).Resources;
  const api = Object.values(resources).find(({ Type }) => Type === 'AWS::ApiGatewayV2::Api');
  const gateway = new ApiGatewayV2Client(miniStack.clientConfiguration);
  await gateway.send(new UpdateApiCommand({ ApiId: apiId, CorsConfiguration: api?.Properties?.CorsConfiguration }));
}
