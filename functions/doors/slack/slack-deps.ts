import type { Talk } from '../../conversations/talk.ts';
import type { SendOnce } from '../../use-cases/notices/send-once.ts';
import type { RecogniseSpeaker } from '../../use-cases/people/recognise-speaker.ts';
import type { SlackApi } from './slack-api.ts';

export interface SlackDeps {
  readonly talk: Talk;
  readonly recogniseSpeaker: RecogniseSpeaker;
  readonly slack: SlackApi;
  /** Answers an event once, however often Slack sends it. */
  readonly sendOnce: SendOnce;
  /** For the people who look after the service; whoever asked is told in other words. */
  readonly reportError: (error: Error) => void;
}
