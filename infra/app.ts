import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { loadDepartement } from './config/departement.ts';
import { stages } from './config/stages.ts';
import { AppStack } from './stack.ts';

const app = new App();
const number = String(app.node.getContext('departement'));
const departement = loadDepartement(number);
/** `-c stage=local` makes one stage instead of all. */
const only: unknown = app.node.tryGetContext('stage');

for (const stage of stages.filter(({ name }) => only === undefined || only === name)) {
  new AppStack(app, `Casiers${number}-${stage.name}`, { stage, departement });
}
Tags.of(app).add('service', 'casiers');
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
