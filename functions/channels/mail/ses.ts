import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** Rejects if the mail could not be handed over. */
export type SendMail = (mail: Mail) => Promise<void>;

export function createSesMailer(client: SESv2Client, from: string): SendMail {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return async ({ to, subject, text, html, attachments }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Attachments: attachments.map(({ name, type, content }) => ({
              FileName: name,
              ContentType: type,
              RawContent: content,
            })),
          },
        },
      }),
    );
  };
}

/** Refuses addresses outside `domains` and their subdomains, so that other stages than production write to no real person. `*` allows all. */
export function keepWithin(domains: readonly string[], send: SendMail): SendMail {
  return async (mail) => {
    const domain = mail.to.slice(mail.to.lastIndexOf('@') + 1).toLowerCase();
    const isAllowed = domains.some(
      (allowed) => allowed === '*' || domain === allowed || domain.endsWith(`.${allowed}`),
    );
    if (!isAllowed) throw new Error(`This stage may not write to the domain ${domain}`);
    await send(mail);
  };
}
