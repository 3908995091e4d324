import type { ActionsBlock, KnownBlock, ModalView } from '@slack/types';
import { chat } from '../../words/chat.ts';
import { fieldOf } from '../../words/form.ts';
import type { Bookmark, FormTurn } from '../../words/turn.ts';
import { buttonIds } from './action-blocks.ts';
import { fieldBlock } from './field-block.ts';
import { limits } from './limits.ts';
import { boldText, contextBlocks, markedBlocks, plain, textBlocks } from './text-blocks.ts';

export const formCallback = 'form';
export const photosAction = 'photos';

/** The block of a field: another once somebody else wrote, else Slack would show what was typed before. */
export function blockIdOf(field: string, { seenVersion }: Pick<Bookmark, 'seenVersion'>): string {
  return `${field}@${seenVersion}`;
}

/** The fields that a turn shows. */
export function fieldsShown({ form, steps }: Pick<FormTurn, 'form' | 'steps'>): readonly string[] {
  return steps.flatMap((step) => form.steps[step]?.fields ?? []);
}

/** One step of a form as a modal; `private_metadata` is its bookmark. */
export function formModal(turn: FormTurn): ModalView {
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(turn.form.shortTitle, limits.title),
    submit: plain(turn.sendLabel, limits.title),
    close: plain(chat.close, limits.title),
    // The Home behind it is drawn anew then.
    notify_on_close: true,
    private_metadata: JSON.stringify(turn.bookmark),
    blocks: [
      ...textBlocks(turn.about),
      ...troubleBlocks(turn),
      ...turn.steps.flatMap((step) => stepBlocks(turn, step)),
      ...photoBlocks(turn),
      ...wayBlocks(turn),
    ],
  };
}

/** Errors beside fields are shown by Slack, but only in answer to a submission: here they are told again. */
function troubleBlocks({ form, alert, errors }: FormTurn): KnownBlock[] {
  const lines = Object.entries(errors).map(([name, error]) => {
    const label = form.schema().shape[name] ? fieldOf(form, name).label : form.shortTitle;
    return `• ${chat.fact(label, error)}`;
  });
  return [
    ...(alert ? textBlocks(alert) : []),
    ...(lines.length > 0
      ? [...markedBlocks([boldText(chat.toCorrect)]), ...textBlocks(lines.join('\n'))]
      : []),
  ];
}

function stepBlocks({ form, steps, answers, bookmark }: FormTurn, index: number): KnownBlock[] {
  const step = form.steps[index];
  if (!step) return [];
  const isWhole = steps.length >= form.steps.length;
  const place = chat.stepOf(index, form.steps.length);
  const title = isWhole || form.branches ? step.title : chat.fact(place, step.title);
  return [
    ...markedBlocks([boldText(title)]),
    ...(step.intro ? textBlocks(step.intro) : []),
    ...step.fields.map((name) =>
      fieldBlock({
        blockId: blockIdOf(name, bookmark),
        field: fieldOf(form, name),
        answer: answers[name],
      }),
    ),
  ];
}

function photoBlocks({ photos }: FormTurn): KnownBlock[] {
  if (photos <= 0) return [];
  return [
    {
      type: 'input',
      block_id: photosAction,
      label: plain(chat.photos.label, limits.label),
      hint: plain(chat.photos.hint, limits.label),
      optional: true,
      element: {
        type: 'file_input',
        action_id: photosAction,
        filetypes: ['jpg', 'jpeg', 'png'],
        max_files: Math.min(photos, limits.filesTogether),
      },
    },
  ];
}

/** Other ways to go from here. */
function wayBlocks({ steps, site, keepsDrafts }: FormTurn): KnownBlock[] {
  const back = { action_id: buttonIds.back, text: plain(chat.back, limits.button) };
  const page = { action_id: buttonIds.page, text: plain(chat.onSite, limits.button) };
  const elements: ActionsBlock['elements'] = [
    ...((steps[0] ?? 0) > 0 ? [{ type: 'button' as const, ...back }] : []),
    ...(site ? [{ type: 'button' as const, ...page, url: site }] : []),
  ];
  return [
    ...(elements.length > 0 ? [{ type: 'actions' as const, elements }] : []),
    ...(keepsDrafts ? contextBlocks(chat.drafts) : []),
  ];
}
