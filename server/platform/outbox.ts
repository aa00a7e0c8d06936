/**
 * News for other programs. Written by `announce` in the transaction they are about, so that there is no news of what
 * did not happen; posted afterwards, at least once, signed, each with its id so that the receiver can tell a repeat.
 * A receiver that is down delays nobody: tries are spaced out up to an hour and never given up.
 */
import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { addSeconds, type Instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import type { Clock } from './clock.ts';
import { q, sql } from './db/query.ts';
import { type Tx, transaction } from './db/tx.ts';
import type { Log } from './log.ts';

export const TOPICS = ['case.opened', 'case.escalated', 'tariff.approved', 'day.sealed', 'sale.reversed'] as const;
export type Topic = (typeof TOPICS)[number];

export interface News {
  readonly siteId: string;
  readonly at: Instant;
  readonly topic: Topic;
  /** No personal data and no secrets: numbers, codes, amounts. */
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}

export async function announce(tx: Tx, news: News): Promise<void> {
  await tx.run(
    q.insertInto('outbox').values({
      site_id: news.siteId,
      outbox_id: newId(),
      topic: news.topic,
      payload: JSON.stringify(news.payload),
      created_at: news.at,
      next_try_at: news.at,
    }),
  );
}

export interface NoticeTarget {
  readonly url: string;
  readonly secret: string;
}

interface Waiting {
  readonly site_id: string;
  readonly outbox_id: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly created_at: Instant;
  readonly attempts: number;
}

const BATCH = 50;
const ANSWER_MS = 5000;
const LONGEST_WAIT_SECONDS = 3600;

/** Seconds until the next try: 10, 20, 40 … an hour. */
export const waitAfter = (attempts: number): number => Math.min(LONGEST_WAIT_SECONDS, 5 * 2 ** Math.min(attempts, 12));

/** Signature over time and body, as receivers check it: HMAC-SHA-256 of `<time>.<body>` in hex. */
export const signNotice = (secret: string, time: string, body: string): string =>
  createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');

/** Takes a batch for itself by moving its next try ahead: a second server, or a crash, posts it again later. */
function take(pool: pg.Pool, now: Instant): Promise<Waiting[]> {
  return transaction(pool, (tx) =>
    tx.many(
      sql<Waiting>`update outbox o set attempts = o.attempts + 1, next_try_at = ${addSeconds(now, 60)}
        from (select site_id, outbox_id from outbox where delivered_at is null and next_try_at <= ${now}
          order by next_try_at limit ${BATCH} for update skip locked) due
        where o.site_id = due.site_id and o.outbox_id = due.outbox_id
        returning o.site_id, o.outbox_id, o.topic, o.payload, o.created_at, o.attempts`,
    ),
  );
}

async function postNotice(target: NoticeTarget, news: Waiting): Promise<string | null> {
  const body = JSON.stringify({
    id: news.outbox_id,
    site: news.site_id,
    topic: news.topic,
    at: news.created_at,
    ...(news.payload as object),
  });
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-Zhishou-Notice': news.outbox_id,
        'X-Zhishou-Time': news.created_at,
        'X-Zhishou-Signature': signNotice(target.secret, news.created_at, body),
      },
      body,
    });
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'no answer';
  }
}

interface OutboxParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly target: NoticeTarget | null;
}

const KEPT_DAYS = 30;

/** What was posted, and what nobody wanted while there was no target, is kept a month. */
function forget(pool: pg.Pool, now: Instant, target: NoticeTarget | null): Promise<number> {
  const before = addSeconds(now, -KEPT_DAYS * 86_400);
  return transaction(pool, (tx) =>
    tx.run(sql`delete from outbox where created_at < ${before} and (delivered_at is not null or ${target === null})`),
  );
}

/** Posts what is due, one batch. Without a target the news wait for one, for a month. */
export async function drainOutbox({
  pool,
  clock,
  log,
  target,
}: OutboxParts): Promise<{ sent: number; failed: number }> {
  await forget(pool, clock.now(), target);
  if (target === null) return { sent: 0, failed: 0 };
  const due = await take(pool, clock.now());
  let sent = 0;
  for (const news of due) {
    const error = await postNotice(target, news);
    const now = clock.now();
    if (error === null) sent += 1;
    else
      log.warn(
        { topic: news.topic, attempts: news.attempts, error },
        'a notice could not be posted; it is tried again',
      );
    await transaction(pool, (tx) =>
      tx.run(
        q
          .updateTable('outbox')
          .set(
            error === null
              ? { delivered_at: now, last_error: null }
              : { last_error: error, next_try_at: addSeconds(now, waitAfter(news.attempts)) },
          )
          .where('site_id', '=', news.site_id)
          .where('outbox_id', '=', news.outbox_id),
      ),
    );
  }
  return { sent, failed: due.length - sent };
}
