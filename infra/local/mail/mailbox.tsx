import { Hono } from 'hono';
import type { Mail, MailEngine } from './mail-engine.ts';
import { MailboxPage, MailPage } from './mailbox-pages.tsx';

/** The page of the mailbox and what it links to. JSON for who asks for it. */
export function makeMailbox(engine: MailEngine, timeZone: string): Hono {
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
    // Somebody else's markup: it may be seen, and do nothing.
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
