import type { ActionsBlock, Button } from '@slack/types';
import type { NoticeAction } from '../../words/notice.ts';
import { limits } from './limits.ts';
import { plain } from './text-blocks.ts';

/** What a button is called when it comes back: it carries an ask, or only led to a page. */
export const buttonIds = { ask: 'ask', page: 'page', back: 'back' } as const;

const styles = { main: 'primary', danger: 'danger' } as const;

/** Buttons that carry their ask, as JSON; or lead to the page where it is done. */
export function actionBlocks(actions: readonly NoticeAction[]): ActionsBlock[] {
  const buttons = actions.flatMap((action, index) => buttonOf(action, index));
  const shares = Math.ceil(buttons.length / limits.buttonsTogether);
  return Array.from({ length: shares }, (_, share) => ({
    type: 'actions',
    elements: buttons.slice(share * limits.buttonsTogether, (share + 1) * limits.buttonsTogether),
  }));
}

function buttonOf({ label, url, ask, weight }: NoticeAction, index: number): Button[] {
  const value = ask && JSON.stringify(ask);
  const button: Button = {
    type: 'button',
    text: plain(label, limits.button),
    ...(weight && { style: styles[weight] }),
  };
  if (value && value.length <= limits.buttonValue) {
    return [{ ...button, action_id: `${buttonIds.ask}:${index}`, value }];
  }
  return url ? [{ ...button, action_id: `${buttonIds.page}:${index}`, url }] : [];
}
