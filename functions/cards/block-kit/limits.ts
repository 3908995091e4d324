/**
 * What Slack takes, and refuses to show beyond.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export const limits = {
  title: 24,
  header: 150,
  sectionText: 3000,
  label: 2000,
  contextText: 2000,
  button: 75,
  buttonValue: 2000,
  buttonsTogether: 25,
  option: 75,
  optionsTogether: 100,
  checkboxes: 10,
  input: 3000,
  filesTogether: 10,
  // Ours, so that a title, a fact or a row of a table is never longer than a section.
  boldText: 200,
  fact: 2500,
  cell: 250,
} as const;
