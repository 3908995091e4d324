import { type Logger, LogLevel } from '@slack/web-api';

/** Slack's libraries would write what people typed into the log. What goes wrong is reported by us, without it. */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
