/**
 * Live updates. A committed change tells the pages of its site which modules to look at again. It is a hint only:
 * a page that misses one shows the truth at its next request. Between servers the hint travels by NOTIFY.
 */
import { EventEmitter } from 'node:events';
import type pg from 'pg';

export interface LiveEvent {
  readonly siteId: string;
  readonly topics: readonly string[];
}

export interface Live {
  publish(siteId: string, topics: readonly string[]): void;
  subscribe(siteId: string, listener: (event: LiveEvent) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'zhishou_live';
const GATHER_MS = 100;

/** @param connect opens a connection of its own for LISTEN; null where one process is all there is. */
export function createLive(pool: pg.Pool, connect: (() => Promise<pg.Client>) | null): Live {
  const emitter = new EventEmitter().setMaxListeners(0);
  const own = crypto.randomUUID();
  const waiting = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | null = null;
  let listening: pg.Client | null = null;
  let closed = false;

  const listen = async (): Promise<void> => {
    if (connect === null || closed) return;
    try {
      const client = await connect();
      listening = client;
      client.on('notification', (message) => {
        const heard = JSON.parse(message.payload ?? '{}') as LiveEvent & { from: string };
        if (heard.from !== own) emitter.emit(heard.siteId, heard);
      });
      client.on('error', () => undefined);
      client.on('end', () => setTimeout(() => void listen(), 1000).unref());
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      setTimeout(() => void listen(), 1000).unref();
    }
  };
  void listen();

  // Gathered, so that a rush of sales costs one hint every tenth of a second and not one each.
  const flush = (): void => {
    timer = null;
    for (const [siteId, topics] of waiting) {
      const event: LiveEvent = { siteId, topics: [...topics] };
      emitter.emit(siteId, event);
      if (connect !== null)
        pool
          .query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ ...event, from: own })])
          .catch(() => undefined);
    }
    waiting.clear();
  };

  return {
    publish(siteId, topics) {
      const set = waiting.get(siteId) ?? new Set<string>();
      for (const topic of topics) set.add(topic);
      waiting.set(siteId, set);
      timer ??= setTimeout(flush, GATHER_MS).unref();
    },
    subscribe(siteId, listener) {
      emitter.on(siteId, listener);
      return () => emitter.off(siteId, listener);
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await listening?.end().catch(() => undefined);
    },
  };
}
