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

/** The one address of the counter. It answers nothing by itself: each door attaches its routes. */
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
      // Far above what the collèges of a Département do together; bounds the bill of a flood.
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(createLogGroup(this, 'AccessLog', stage)),
        format: accessLine,
      },
    });
  }

  /** All that is under one path, whatever the method; `guard` says who may. */
  sendAllUnder(path: `/${string}`, handler: IFunction, guard: string): void {
    const route = new HttpRoute(this, `All${path.replaceAll('/', '-')}`, {
      httpApi: this.#api,
      routeKey: HttpRouteKey.with(`${path}/{proxy+}`, HttpMethod.ANY),
      integration: new HttpLambdaIntegration('Door', handler),
    });
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: guard });
  }

  /** What is posted to one path; `guard` says who may. */
  sendPostsTo(path: `/${string}`, handler: IFunction, guard: string): void {
    const route = new HttpRoute(this, `Post${path.replaceAll('/', '-')}`, {
      httpApi: this.#api,
      routeKey: HttpRouteKey.with(path, HttpMethod.POST),
      integration: new HttpLambdaIntegration('Door', handler),
    });
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: guard });
  }

  /** Everything that no other route takes. */
  sendTheRestTo(handler: IFunction): void {
    const rest = new HttpRoute(this, 'Rest', {
      httpApi: this.#api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Door', handler),
    });
    Validations.of(rest).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The pages are public; who may declare for a collège is checked by the use cases.',
    });
  }
}

/** Without the IP address and the path: neither is needed to see that something is wrong. */
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
