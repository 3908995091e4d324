import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';
import { createLogGroup } from './service-function.ts';

/** The HTTP API of the application. Each function attaches its routes. */
export class AppHttpApi extends Construct {
  readonly url: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    this.#api = new HttpApi(this, 'HttpApi', { createDefaultStage: false });
    this.url = this.#api.apiEndpoint;
    new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      // Far above what the collèges of a Département do together; limits the cost of a flood.
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(createLogGroup(this, 'AccessLog', stage)),
        format: accessLine,
      },
    });
  }

  /** Routes every method under one path. `guard` says how requests are authorised. */
  sendAllUnder(path: `/${string}`, handler: IFunction, guard: string): void {
    const route = new HttpRoute(this, `All${path.replaceAll('/', '-')}`, {
      httpApi: this.#api,
      routeKey: HttpRouteKey.with(`${path}/{proxy+}`, HttpMethod.ANY),
      integration: new HttpLambdaIntegration('Integration', handler),
    });
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: guard });
  }

  /** Routes POST on one path. `guard` says how requests are authorised. */
  sendPostsTo(path: `/${string}`, handler: IFunction, guard: string): void {
    const route = new HttpRoute(this, `Post${path.replaceAll('/', '-')}`, {
      httpApi: this.#api,
      routeKey: HttpRouteKey.with(path, HttpMethod.POST),
      integration: new HttpLambdaIntegration('Integration', handler),
    });
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: guard });
  }

  /** Routes everything else. */
  sendTheRestTo(handler: IFunction): void {
    const rest = new HttpRoute(this, 'Rest', {
      httpApi: this.#api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Integration', handler),
    });
    Validations.of(rest).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The pages are public; use cases check who may act for a collège.',
    });
  }
}

/** Without IP address and path, which are personal data and not needed to see a fault. */
const accessLine = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);
