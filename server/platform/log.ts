/** JSON logs. What must never be in a log is redacted here, once. */
import { type DestinationStream, type Logger, pino } from 'pino';

/** Not `code`: that is what errors call their number. One-time codes are never logged. */
const SECRET = ['password', 'pin', 'totp', 'secret', 'token', 'newPassword', 'newPin'];

/** To the standard output, or where `to` says. */
export function createLog(options: { level: string; pretty?: boolean }, to?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        ...SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        'req.headers.cookie',
        'req.headers.authorization',
        'res.headers["set-cookie"]',
        '*.phone',
      ],
      censor: '[redacted]',
    },
  };
  return to === undefined ? pino(settings) : pino(settings, to);
}

export type Log = Logger;
