import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { answerInWords, type Form, fieldNames, fieldOf } from '../../../words/form.ts';
import { refusals as words } from '../../../words/pages/refusals.ts';
import type { PageContent, ShowPage } from './page.tsx';

/** The same page whether it does not exist or is not theirs. `typed` is what they had written, kept in sight. */
export function showNotFound(c: Context, show: ShowPage, typed?: Child) {
  const { title, text, way } = words.notFound;
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
        {typed}
      </>
    ),
  });
}

export function showRefusal(c: Context, show: ShowPage, content: RefusalContent) {
  const { title, text, status, typed } = content;
  return show(c, {
    title,
    status,
    body: (
      <>
        <p>{text}</p>
        {typed}
      </>
    ),
  });
}

interface RefusalContent {
  readonly title: string;
  readonly text: string;
  readonly status: NonNullable<PageContent['status']>;
  readonly typed?: Child;
}

/** What was typed, to be read and copied where a form can no longer be sent. */
export function TypedAnswers({ form, answers }: { form: Form; answers: Answers }) {
  const given = fieldNames(form).flatMap((name) => {
    const field = fieldOf(form, name);
    const told = answerInWords(field, answers[name]);
    return told === undefined ? [] : [{ label: field.label, told }];
  });
  if (given.length === 0) return null;
  return (
    <section>
      <h2>{words.typed}</h2>
      <dl class="answers">
        {given.map(({ label, told }) => (
          <div>
            <dt>{label}</dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
