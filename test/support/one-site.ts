/**
 * One site and its runner, without HTTP, sign-in or other modules: for tests of operations that need no person's
 * record. Each post is its own person.
 *
 *   const site = await openSite();
 *   await site.as('vending-supervisor').call(addPremise, { … });
 */

import { setClock } from '../../server/platform/clock.ts';
import { createLive } from '../../server/platform/live.ts';
import type { Actor } from '../../server/platform/operations/actor.ts';
import type { Operation, Outside, Query } from '../../server/platform/operations/implement.ts';
import { Refusal } from '../../server/platform/operations/refuse.ts';
import { createRunner } from '../../server/platform/operations/run.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { BusinessDate } from '../../shared/values/calendar.ts';
import { businessDateOf, instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { createTestDatabase } from './postgres.ts';

export interface Desk {
  readonly actor: Actor;
  call<T = Record<string, never>>(operation: Operation, input: unknown, key?: string): Promise<T>;
  ask<T = Record<string, never>>(query: Query, input: unknown): Promise<T>;
  /** The refusal's code; fails when the act was done. */
  refused(operation: Operation | Query, input: unknown): Promise<string>;
}

export async function openSite(start = '2026-03-02T01:00:00.000Z', outside: Partial<Outside> = {}) {
  const db = await createTestDatabase();
  const clock = setClock(instant(start));
  const siteId = newId();
  await db.app.query('insert into site (site_id, name, time_zone, created_at) values ($1, $2, $3, $4)', [
    siteId,
    '一处',
    'Asia/Shanghai',
    start,
  ]);
  const live = createLive(db.app, null);
  const runner = createRunner({
    pool: db.app,
    clock,
    outside: outside as Outside,
    live,
    checkSignatures: async () => {},
    noteDenial: async () => {},
  });
  const persons = new Map<string, string>();
  const as = (post: PostKey): Desk => {
    if (!persons.has(post)) persons.set(post, newId());
    const actor: Actor = {
      siteId,
      personId: persons.get(post)!,
      post,
      sessionId: null,
      terminalId: null,
      address: null,
      requestId: newId(),
    };
    return {
      actor,
      call: (operation, input, key = newId()) => runner.operate(operation, actor, key, input) as never,
      ask: (query, input) => runner.ask(query, actor, input) as never,
      async refused(declared, input) {
        try {
          await ('shape' in declared
            ? runner.operate(declared, actor, newId(), input)
            : runner.ask(declared, actor, input));
        } catch (error) {
          if (error instanceof Refusal) return error.code;
          throw error;
        }
        throw new Error(`${declared.contract.name} was not refused`);
      },
    };
  };
  return {
    db,
    clock,
    siteId,
    runner,
    as,
    today: (): BusinessDate => businessDateOf(clock.now(), 'Asia/Shanghai'),
    async close() {
      await live.close();
      await db.drop();
    },
  };
}

export type OneSite = Awaited<ReturnType<typeof openSite>>;
