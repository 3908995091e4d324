import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Departement, loadDepartement } from '../../infra/config/departement.ts';
import { type StageSettings, stages } from '../../infra/config/stages.ts';
import { AppStack } from '../../infra/stack.ts';

type StageName = StageSettings['name'];

export function stageNamed(name: StageName): StageSettings {
  const stage = stages.find((each) => each.name === name);
  if (!stage) throw new Error(`No stage ${name}`);
  return stage;
}

/** Without bundling: none of the intentions tested depends on what the functions contain. */
export function makeStack(name: StageName, changes: Partial<Departement> = {}): AppStack {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const departement = { ...loadDepartement('47'), ...changes };
  return new AppStack(app, `Casiers47-${name}`, { stage: stageNamed(name), departement });
}

export const synthesise = (name: StageName, changes?: Partial<Departement>): Template =>
  Template.fromStack(makeStack(name, changes));
