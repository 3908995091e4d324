import { handle } from 'hono/aws-lambda';
import { makeWebApp } from '../../doors/web/app.tsx';
import { readConfig } from '../config.ts';

readConfig('web', process.env);
export const handler = handle(makeWebApp());
