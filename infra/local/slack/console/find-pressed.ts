import type { ActionsElement } from '../block-kit-elements.ts';
import type { NamedBlock } from '../name-blocks.ts';
import type { Pressed } from '../slack-client.ts';
import type { PressedName } from './field-names.ts';
import { stateOf } from './field-values.ts';

export interface FoundPress {
  readonly pressed: Pressed;
  /** Where the button leads besides. */
  readonly url: string | undefined;
}

/** What Slack tells of a button or a list: only what the app drew, whatever a browser sends. */
export function findPressed(
  blocks: readonly NamedBlock[],
  { blockId, actionId, choice }: PressedName,
  typed: readonly string[],
): FoundPress | undefined {
  const block = blocks.find(({ block_id }) => block_id === blockId);
  const element = block && elementsOf(block).find(({ action_id = '' }) => action_id === actionId);
  if (!element) return undefined;
  const names = { block_id: blockId, action_id: actionId };
  if (element.type === 'button') {
    const { type, text, value, style, url } = element;
    return {
      pressed: { ...names, type, text, ...(value && { value }), ...(style && { style }) },
      url,
    };
  }
  return { pressed: { ...names, ...stateOf(element, choice ? [choice] : typed) }, url: undefined };
}

function elementsOf(block: NamedBlock): readonly ActionsElement[] {
  if (block.type === 'actions') return block.elements;
  const accessory = block.type === 'section' ? block.accessory : undefined;
  return accessory && accessory.type !== 'image' ? [accessory] : [];
}
