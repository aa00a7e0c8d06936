/**
 * What servers on one database tell each other about agents. Hints only: whoever misses one finds the row by looking.
 */
import type pg from 'pg';

export type Signal =
  | { readonly kind: 'queued'; readonly terminalId: string }
  | { readonly kind: 'changed'; readonly requestId: string }
  /** Somebody else holds the terminal now, or nobody does. */
  | { readonly kind: 'taken'; readonly terminalId: string; readonly connectionId: string | null };

export interface Signals {
  tell(signal: Signal): void;
  close(): Promise<void>;
}

const CHANNEL = 'zhishou_agents';
const AGAIN_MS = 1000;

/** @param connect opens a connection of its own for LISTEN; null where one process is all there is. */
export function openSignals(
  pool: pg.Pool,
  connect: (() => Promise<pg.Client>) | null,
  hear: (signal: Signal) => void,
): Signals {
  const own = crypto.randomUUID();
  let client: pg.Client | null = null;
  let closed = false;

  const listen = async (): Promise<void> => {
    if (connect === null || closed) return;
    const again = (): void => {
      if (!closed) setTimeout(() => void listen(), AGAIN_MS).unref();
    };
    try {
      const opened = await connect();
      client = opened;
      opened.on('notification', (message) => {
        const heard = JSON.parse(message.payload ?? '{}') as Signal & { from: string };
        if (heard.from !== own) hear(heard);
      });
      opened.on('error', () => undefined);
      opened.on('end', again);
      if (closed) await opened.end();
      else await opened.query(`LISTEN ${CHANNEL}`);
    } catch {
      again();
    }
  };
  void listen();

  return {
    tell(signal) {
      hear(signal);
      if (connect !== null && !closed)
        pool
          .query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ ...signal, from: own })])
          .catch(() => undefined);
    },
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
