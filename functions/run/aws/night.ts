import { readConfig } from '../config.ts';

readConfig('night', process.env);
export const handler = async (): Promise<unknown> => ({ kind: 'nothing-new' });
