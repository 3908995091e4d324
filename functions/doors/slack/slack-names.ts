/** What the app is called by, in its manifest and here: the two are kept in step by a test. */
export const slackNames = {
  command: '/casiers',
  shortcuts: {
    report: 'report-damage',
    reportMessage: 'report-damage-of-message',
    declare: 'declare',
  },
  events: ['app_mention', 'message.im', 'app_home_opened'],
} as const;
