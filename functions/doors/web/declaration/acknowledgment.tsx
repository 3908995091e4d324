import type { Context, Hono } from 'hono';
import { type Answers, referenceOf } from '../../../domain/declarations/declaration.ts';
import { isEducation, maySpeakFor } from '../../../domain/people/person.ts';
import { drawPaper } from '../../../papers/draw-paper.ts';
import { type FieldErrors, readForm } from '../../../words/form.ts';
import { correctionForm } from '../../../words/forms/correction-form.ts';
import { acknowledgmentTitle } from '../../../words/pages/declaration.ts';
import { education } from '../../../words/pages/education.ts';
import {
  acknowledgmentFileName,
  acknowledgmentPaper,
} from '../../../words/papers/acknowledgment-paper.ts';
import { answersIn } from '../forms/posted-form.ts';
import { summed } from '../forms/summed-errors.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, showRefusal, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { Acknowledgment, AskCorrection } from './acknowledgment-view.tsx';
import { readReference, readSent } from './declaration-answers.ts';

/** What a collège declared, to keep; and where the service Éducation asks for a correction. */
export function registerAcknowledgment(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { openDeclaration, askCorrection, newId, site } = deps;

  app.get('/declarations/:reference', (c) => showAcknowledgment(c, {}, {}));

  app.get('/declarations/:reference/accuse.pdf', async (c) => {
    const opened = await open(c);
    const filing = opened?.kind === 'opened' && opened.declaration.filing;
    if (!filing) return showNotFound(c, show);
    const bytes = await drawPaper(acknowledgmentPaper({ ...opened, filing }, site));
    const name = acknowledgmentFileName(referenceOf(opened.declaration));
    return c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/declarations/:reference/correction', async (c) => {
    const which = readReference(c.req.param('reference'));
    if (!which) return showNotFound(c, show);
    const body = await c.req.parseBody();
    const answers = answersIn(correctionForm, body);
    const reading = readForm(correctionForm, answers);
    if (reading.kind === 'invalid') return showAcknowledgment(c, answers, reading.errors);
    const { opening, seenVersion } = readSent(body);
    const command = { ...which, by: personOf(c), door: 'web', opening, seenVersion } as const;
    const outcome = await askCorrection(command, reading.values.correction);
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/declarations/${referenceOf(which)}`, 303);
      case 'not-yours':
        return showNotFound(c, show);
      case 'stale':
      case 'settled':
        return showRefusal(c, show, {
          ...education.cannotAsk,
          status: 409,
          typed: <TypedAnswers form={correctionForm} answers={answers} />,
        });
    }
  });

  async function showAcknowledgment(c: Context, answers: Answers, errors: FieldErrors) {
    const person = personOf(c);
    const opened = await open(c);
    if (opened?.kind !== 'opened' || opened.declaration.state === 'new') {
      return showNotFound(c, show);
    }
    const { declaration, college, phase } = opened;
    const mine = maySpeakFor(person, college.uai);
    const mayChange = mine && phase === 'open' && declaration.state !== 'decided';
    return show(c, {
      title: acknowledgmentTitle(declaration),
      status: errors['correction'] ? 422 : 200,
      errors: summed(correctionForm, errors),
      body: (
        <>
          <Acknowledgment {...{ declaration, college, mine, mayChange, timeZone: site.timeZone }} />
          {isEducation(person) && declaration.state === 'filed' && (
            <AskCorrection {...{ declaration, answers, errors, opening: newId() }} />
          )}
        </>
      ),
    });
  }

  async function open(c: Context) {
    const which = readReference(c.req.param('reference') ?? '');
    return which && openDeclaration(which, personOf(c));
  }
}
