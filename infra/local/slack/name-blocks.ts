import { randomBytes } from 'node:crypto';
import type { CheckedBlock } from './block-kit-blocks.ts';

/** A block whose name is known: Slack gives one to those that have none. */
export type NamedBlock = CheckedBlock & { readonly block_id: string };

export const nameBlocks = (blocks: readonly CheckedBlock[]): NamedBlock[] => blocks.map(nameBlock);

function nameBlock(block: CheckedBlock): NamedBlock {
  const block_id = block.block_id ?? shortName();
  switch (block.type) {
    case 'input':
      return { ...block, block_id, element: nameElement(block.element) };
    case 'actions':
      return { ...block, block_id, elements: block.elements.map((one) => nameElement(one)) };
    case 'section':
      return block.accessory && block.accessory.type !== 'image'
        ? { ...block, block_id, accessory: nameElement(block.accessory) }
        : { ...block, block_id };
    default:
      return { ...block, block_id };
  }
}

const nameElement = <Element extends { action_id?: string | undefined }>(element: Element) => ({
  ...element,
  action_id: element.action_id ?? shortName(),
});

const shortName = (): string => randomBytes(4).toString('base64url');
