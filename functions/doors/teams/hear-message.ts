import { withPhotos } from '../../words/asks/with-photos.ts';
import { chatTroubles } from '../../words/chat.ts';
import type { Turn } from '../../words/turn.ts';
import { answer, card, conversationOf, draw, openingOf, toError } from './answer.ts';
import { photosIn } from './photos-in.ts';
import type { MessageActivity } from './read-activity.ts';
import type { TeamsDeps } from './teams-deps.ts';

/** What people write to the bot alone, or where they name it: answered there, in the same thread. */
export async function hearMessage(deps: TeamsDeps, message: MessageActivity): Promise<void> {
  const opening = openingOf(message);
  const said = deps.readSentence(saidIn(message));
  const photos = photosIn(message);
  const ask = photos.length > 0 ? withPhotos(said, photos) : said;
  const turn = () => answer(deps, message, (speaker) => deps.talk.hear(speaker, ask, opening));
  await answerOnce(deps, { noticeId: opening, message, turn });
}

interface Answered {
  readonly noticeId: string;
  readonly message: MessageActivity;
  readonly turn: () => Promise<Turn>;
}

/** Teams brings a message again until it hears that it went well: what was answered already is not answered twice. */
async function answerOnce(deps: TeamsDeps, { noticeId, message, turn }: Answered): Promise<void> {
  const report = await deps.sendOnce({ noticeId, recipient: 'speaker' }, async () => {
    const said = await turn().catch((error: unknown) => {
      deps.reportError(toError(error));
      return card(chatTroubles.broken);
    });
    await deps.teams.send(conversationOf(message), draw(said));
  });
  if (report.outcome === 'failed') throw toError(report.error);
}

const spaces = /&nbsp;|\u00a0/g;

/** Without the name of the bot, which is how it is called in a group; with the names of all others. */
function saidIn({ text, entities, recipient }: MessageActivity): string {
  const mentions = (entities ?? []).filter(({ type }) => type === 'mention');
  const said = mentions.reduce((left, { text: written, mentioned }) => {
    if (!written) return left;
    return left.replaceAll(
      written,
      mentioned?.id === recipient.id ? ' ' : (mentioned?.name ?? ' '),
    );
  }, text);
  return said.replace(spaces, ' ').trim();
}
