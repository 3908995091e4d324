import type { Context, MiddlewareHandler } from 'hono';
import type { Child } from 'hono/jsx';
import { answerInWords, type Form, fieldNames, fieldOf } from '../../../content/model/form.ts';
import { requestRefusals, refusals as texts } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { PageContent, ShowPage } from './page.tsx';

/** One page for what does not exist and for what is not theirs, so that neither can be probed. `input` shows their answers again. */
export function showNotFound(c: Context, show: ShowPage, input?: Child) {
  const { title, text, way } = texts.notFound;
  return show(c, {
    title,
    status: 404,
    body: (
      <>
        <p>{text}</p>
        <p>
          <a class="button" href="/">
            {way}
          </a>
        </p>
        {input}
      </>
    ),
  });
}

export function showRefusal(c: Context, show: ShowPage, content: RefusalContent) {
  const { title, text, status, input } = content;
  return show(c, {
    title,
    status,
    body: (
      <>
        <p>{text}</p>
        {input}
      </>
    ),
  });
}

interface RefusalContent {
  readonly title: string;
  readonly text: string;
  readonly status: NonNullable<PageContent['status']>;
  readonly input?: Child;
}

/** What was typed, to be read and copied where a form can no longer be sent. */
export function SubmittedAnswers({ form, answers }: { form: Form; answers: FormInput }) {
  const given = fieldNames(form).flatMap((name) => {
    const field = fieldOf(form, name);
    const result = answerInWords(field, answers[name]);
    return result === undefined ? [] : [{ label: field.label, result }];
  });
  if (given.length === 0) return null;
  return (
    <section>
      <h2>{texts.input}</h2>
      <dl class="answers">
        {given.map(({ label, result }) => (
          <div>
            <dt>{label}</dt>
            <dd>{result}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Answers 400 to a body that cannot be parsed. Hono caches the parsed body for the handlers. */
export function requireReadable(show: ShowPage): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'POST') return next();
    try {
      await c.req.parseBody();
    } catch {
      return showRefusal(c, show, { ...requestRefusals.unreadable, status: 400 });
    }
    return next();
  };
}
