import {
  BadRequestException,
  MessageRejected,
  type SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { MailRefused } from '../../use-cases/mail.ts';

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

/** Rejects if the mail could not be handed over; with `MailRefused` if it never can be. */
export type SendMail = (mail: Mail) => Promise<void>;

export function createSesMailer(client: SESv2Client, from: string): SendMail {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return async ({ to, subject, text, html, attachments }) => {
    const command = new SendEmailCommand({
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
    });
    try {
      await client.send(command);
    } catch (error) {
      throw refusalIn(error) ?? error;
    }
  };
}

/**
 * What Amazon SES says of this one mail. Everything else concerns the account or the moment: throttling, a suspended account,
 * an identity that is no longer verified, a timeout. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
function refusalIn(error: unknown): MailRefused | undefined {
  // The sender is checked at deployment and the content is our own, so what is malformed is the address.
  if (error instanceof BadRequestException) return new MailRefused('address', { cause: error });
  if (error instanceof MessageRejected) return new MailRefused('message', { cause: error });
  return undefined;
}

/** Refuses addresses outside `domains` and their subdomains, so that other stages than production write to no real person. `*` allows all. */
export function keepWithin(domains: readonly string[], send: SendMail): SendMail {
  return async (mail) => {
    const domain = mail.to.slice(mail.to.lastIndexOf('@') + 1).toLowerCase();
    const isAllowed = domains.some(
      (allowed) => allowed === '*' || domain === allowed || domain.endsWith(`.${allowed}`),
    );
    if (!isAllowed) throw new MailRefused('message');
    await send(mail);
  };
}
