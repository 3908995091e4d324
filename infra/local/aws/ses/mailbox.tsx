import { Hono } from 'hono';
import { LocalPage } from '../../shared/page.tsx';
import type { Mail, MailEngine } from './engine.ts';

/** A mail and its number, from 1, which is in the address of its page. */
export interface NumberedMail {
  readonly number: number;
  readonly mail: Mail;
}

interface MailboxPageProps {
  /** Newest first. */
  readonly mails: readonly NumberedMail[];
  readonly timeZone: string;
}

export const MailboxPage = ({ mails, timeZone }: MailboxPageProps) => (
  <LocalPage title="Boîte aux lettres">
    <p>
      Tout le courrier du monde local arrive ici : rien ne sort de cette machine. Il est gardé d’un
      démarrage à l’autre.
    </p>
    {mails.length === 0 ? (
      <p>Aucun message.</p>
    ) : (
      <ul>
        {mails.map(({ number, mail }) => (
          <li>
            <a href={`/local/courrier/${number}`}>{mail.subject}</a>
            <br />À {mail.destination.to.join(', ')}, {sentAt(mail, timeZone)}
            {mail.attachments.length > 0 && `, ${countAttachments(mail.attachments.length)}`}
          </li>
        ))}
      </ul>
    )}
  </LocalPage>
);

interface MailPageProps extends NumberedMail {
  readonly timeZone: string;
}

export const MailPage = ({ number, mail, timeZone }: MailPageProps) => (
  <LocalPage title={mail.subject}>
    <p>
      <a href="/local/courrier">Retour à la boîte aux lettres</a>
    </p>
    <dl>
      <dt>De</dt>
      <dd>{mail.from}</dd>
      <dt>À</dt>
      <dd>{[...mail.destination.to, ...mail.destination.cc].join(', ')}</dd>
      <dt>Envoyé</dt>
      <dd>{sentAt(mail, timeZone)}</dd>
    </dl>
    {mail.attachments.length > 0 && (
      <section>
        <h2>Pièces jointes</h2>
        <ul>
          {mail.attachments.map(({ filename, size }, index) => (
            <li>
              <a href={`/local/courrier/${number}/pieces/${index + 1}`} download={filename}>
                {filename}
              </a>{' '}
              ({readableSize(size)})
            </li>
          ))}
        </ul>
      </section>
    )}
    {mail.body.html !== undefined && (
      <section>
        <h2>Mise en page</h2>
        <iframe src={`/local/courrier/${number}/html`} title="Le message mis en page" sandbox="" />
      </section>
    )}
    {mail.body.text !== undefined && (
      <section>
        <h2>Texte</h2>
        <pre tabindex={0}>{mail.body.text}</pre>
      </section>
    )}
  </LocalPage>
);

const countAttachments = (count: number): string =>
  count > 1 ? `${count} pièces jointes` : 'une pièce jointe';

const readableSize = (bytes: number): string =>
  bytes < 1000 ? `${bytes} octets` : `${Math.round(bytes / 1000).toLocaleString('fr')} ko`;

const sentAt = ({ at }: Mail, timeZone: string): string =>
  new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(at * 1000),
  );

/** The pages of the mailbox; JSON for requests that accept it. */
export function createMailbox(engine: MailEngine, timeZone: string): Hono {
  const app = new Hono();
  const numbered = () => engine.mails().map((mail, index) => ({ number: index + 1, mail }));
  const mailOf = (number: string): Mail | undefined => engine.mails()[Number(number) - 1];

  app.get('/', (c) => {
    const mails = numbered().reverse();
    if (c.req.header('accept')?.includes('application/json')) return c.json(mails);
    return c.html(<MailboxPage mails={mails} timeZone={timeZone} />);
  });

  app.get('/:number{[0-9]+}', (c) => {
    const number = c.req.param('number');
    const mail = mailOf(number);
    if (!mail) return c.notFound();
    return c.html(<MailPage number={Number(number)} mail={mail} timeZone={timeZone} />);
  });

  app.get('/:number{[0-9]+}/html', (c) => {
    const html = mailOf(c.req.param('number'))?.body.html;
    if (html === undefined) return c.notFound();
    // The HTML of a mail is shown, but it may load and run nothing.
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    );
    return c.html(html);
  });

  app.get('/:number{[0-9]+}/pieces/:piece{[0-9]+}', (c) => {
    const { number, piece } = c.req.param();
    const found = mailOf(number)?.attachments[Number(piece) - 1];
    if (!found) return c.notFound();
    const name = encodeURIComponent(found.filename);
    return c.body(new Uint8Array(Buffer.from(found.content, 'base64')), 200, {
      'content-type': found.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    });
  });
  return app;
}
