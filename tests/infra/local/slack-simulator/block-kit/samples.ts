/* Minimal valid content of each kind. */

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const long = (length: number) => 'é'.repeat(length);
export const many = <Item>(count: number, create: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => create(index));

export const message = (...blocks: object[]) => ({ text: 'Bonjour', blocks });
export const home = (...blocks: object[]) => ({ type: 'home', blocks });
export const modal = (...blocks: object[]) => ({
  type: 'modal',
  title: plain('Titre'),
  submit: plain('Envoyer'),
  blocks,
});

export const divider = { type: 'divider' };
export const section = (rest: object) => ({ type: 'section', ...rest });
export const words = (length: number) => section({ text: mrkdwn(long(length)) });
export const context = (...elements: object[]) => ({ type: 'context', elements });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const button = (rest: object = {}) => ({ type: 'button', text: plain('Ouvrir'), ...rest });
export const image = (rest: object) => ({
  type: 'image',
  image_url: 'https://images.example.org',
  alt_text: 'Une image',
  ...rest,
});
export const table = (rows: number, cells: number) => ({
  type: 'table',
  rows: many(rows, () => many(cells, () => ({ type: 'raw_text', text: 'x' }))),
});

export const input = (element: object, rest: object = {}) => ({
  type: 'input',
  label: plain('Combien ?'),
  element,
  ...rest,
});
export const typedInput = (rest: object = {}) => input({ type: 'plain_text_input', ...rest });
export const number = (rest: object) =>
  input({ type: 'number_input', is_decimal_allowed: false, ...rest });
export const option = (value: string, rest: object = {}) => ({
  text: plain(value),
  value,
  ...rest,
});
export const options = (count: number) => many(count, (index) => option(`choix ${index}`));
export const group = (count: number, label = 'Agen') => ({
  label: plain(label),
  options: options(count),
});
export const select = (rest: object) => input({ type: 'static_select', ...rest });
export const named = (block_id: string, block: object) => ({ ...block, block_id });
