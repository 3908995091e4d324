import type { ModalView } from '@slack/types';
import { formModal } from '../../cards/block-kit/form-modal.ts';
import {
  noticeMessage,
  noticeModal,
  type SlackMessage,
} from '../../cards/block-kit/notice-surfaces.ts';
import type { Ask } from '../../domain/ask.ts';
import { chat } from '../../words/chat.ts';
import type { Turn } from '../../words/turn.ts';

export function modalOf(turn: Turn): ModalView {
  return turn.kind === 'form' ? formModal(turn) : noticeModal(turn.notice);
}

/** A message holds no form: a button opens it. */
export function messageOf(turn: Turn, ask: Ask | undefined): SlackMessage {
  if (turn.kind === 'card') return noticeMessage(turn.notice);
  return noticeMessage({
    title: turn.form.title,
    summary: turn.about,
    sections: [],
    actions: [{ label: chat.openForm, ask, url: turn.site, weight: 'main' }],
    footer: '',
  });
}
