/**
 * The driver of meters that get their credit by card. A write is a row before the counter is asked; the request's id is
 * the write's id and the command's id, so that the same request is one write, however often it is delivered. Only the
 * card itself, read again, says that it was written: nothing is ever written blindly a second time.
 */
import type pg from 'pg';
import type { CardType } from '../../../shared/card/layout.ts';
import { planMergeWrite, planSaleWrite, type WritePlan } from '../../../shared/card/sale-write.ts';
import { decodeCard } from '../../../shared/card/user-card.ts';
import { cardFailureOf } from '../../../shared/cards/words.ts';
import type { DeliveryReason } from '../../../shared/metering/words.ts';
import { type Instant, secondsBetween } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { newId } from '../../../shared/values/ids.ts';
import { addMoney, fen, type Money } from '../../../shared/values/money.ts';
import { appendRecord } from '../../platform/chain/append.ts';
import { sha256 } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import { reading, type Tx, transaction } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { Agents } from '../devices/index.ts';
import { type DeliveryDriver, type DeliveryOutcome, type DeliveryRequest, findMeters } from '../metering/index.ts';
import { backupPricesFor } from './backup-prices.ts';
import { sellOn } from './card-view.ts';
import { endWrite } from './end-write.ts';
import { askToRead } from './read-here.ts';
import { deliveryReasonOf, endByLaterReading, endOfWrite, type WriteEnd } from './rules/judge-outcome.ts';
import { type CardRow, cardOfMeter, lastSoldOf } from './store/cards.ts';
import { listedSerial } from './store/papers.ts';
import { lastReadingHere, mergeAllowed, type ReadingRow } from './store/readings.ts';
import { findWrite, insertWrite, openWriteOf, type WriteRow } from './store/writes.ts';

export interface CardDriverParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly agents: Agents;
}

const not = (reason: DeliveryReason): DeliveryOutcome => ({ result: 'notApplied', reason });

/** A write as the delivery port says it. */
function outcomeOf(write: WriteRow): DeliveryOutcome {
  const reason = write.reason === null ? 'no-answer' : deliveryReasonOf(write.reason);
  switch (write.state) {
    case 'written':
      // What the meter will hold is known once it has written back.
      return {
        result: 'applied',
        readBack: { purchaseCount: write.sold_count!, balance: null, at: write.settled_at! },
      };
    case 'not-written':
      return not(reason);
    case 'sent':
    case 'unknown':
      return { result: 'unknown', reason };
  }
}

export function cardDriver(parts: CardDriverParts): DeliveryDriver {
  return {
    kind: 'card',
    async deliver(request) {
      const stored = await storeOnce(parts, request);
      if ('result' in stored) return stored;
      if (stored.state === 'unknown') return lookAgain(parts, request.by, stored);
      if (stored.state !== 'sent') return outcomeOf(stored);
      const { site_id: siteId, terminal_id: terminalId, write_id: requestId, plan } = stored;
      const body = { profile: plan.profile, requestId, expect: plan.expect, write: [...plan.write] };
      const answer = await parts.agents.ask({ siteId, terminalId }, 'card.write', body, { requestId });
      return close(parts, request.by, stored, endOfWrite(answer, stored.image_before, plan));
    },
    async lookup(siteId, requestId) {
      const write = await reading(parts.pool, (tx) => findWrite(tx, siteId, requestId));
      if (write === undefined) return not('no-such-request');
      if (write.state === 'written' || write.state === 'not-written') return outcomeOf(write);
      return lookAgain(parts, actorOf(write), write);
    },
  };
}

/** A lookup is asked by the house: it acts for whoever asked for the write. */
const actorOf = (write: WriteRow): Actor => ({
  siteId: write.site_id,
  personId: write.person_id,
  post: write.post as Actor['post'],
  sessionId: null,
  terminalId: write.terminal_id,
  address: null,
  requestId: newId(),
});

/** The write of this request: as it is stored already, or stored now; an outcome when it cannot be carried out. */
function storeOnce(parts: CardDriverParts, request: DeliveryRequest): Promise<WriteRow | DeliveryOutcome> {
  const { siteId } = request.by;
  return transaction(parts.pool, async (tx) => {
    const [meter] = await findMeters(tx, siteId, [request.meterId]);
    if (meter === undefined) return not('no-such-meter');
    const card = await cardOfMeter(tx, siteId, request.meterId, true);
    const before = await findWrite(tx, siteId, request.requestId);
    if (before !== undefined) return before;
    if (meter.state === 'retired') return not('meter-retired');
    if (meter.delivery !== 'card' || meter.creditUnit !== request.unit || request.unit !== 'money')
      return not('unit-differs');
    const { terminalId } = request.by;
    if (terminalId === null) return not('counter-offline');
    if (card === undefined) return not('other-card');
    const planned = await planOf(tx, card, { request, terminalId, now: parts.clock.now() });
    if ('result' in planned) return planned;
    const write = writeRow(card, request, { ...planned, terminalId, now: parts.clock.now() });
    await insertWrite(tx, write);
    await record(tx, request.by, parts.clock, { ...request });
    return write;
  });
}

interface Planned {
  readonly reading: ReadingRow;
  readonly plan: WritePlan;
  readonly cardType: CardType;
  readonly count: number;
  readonly amount: Money;
  readonly merged: boolean;
}

/** The card is locked. What was read at this counter decides; a card that changed since is refused by the reader. */
async function planOf(
  tx: Tx,
  card: CardRow,
  {
    request,
    terminalId,
    now,
  }: { readonly request: DeliveryRequest; readonly terminalId: string; readonly now: Instant },
): Promise<Planned | DeliveryOutcome> {
  const { siteId } = request.by;
  if ((await openWriteOf(tx, siteId, card.card_id)) !== undefined) return not('write-open');
  if (request.purchaseCount !== card.sold_count + 1) return not('count-differs');
  if ((await listedSerial(tx, siteId, card.serial)) !== undefined) return not('other-card');
  const read = await lastReadingHere(tx, siteId, { terminalId, cardId: card.card_id });
  if (read === undefined) return not('not-read');
  const sell = sellOn(card, read);
  if (sell === null || sell.may === 'no') return not(sell?.code === 'card.differs' ? 'card-changed' : 'not-inserted');
  const decoded = decodeCard(read.image);
  const added = fen(request.amount);
  const { amount: before, count, meterNo, customerNo } = lastSoldOf(card);
  if (sell.may === 'merge') {
    if (!(await mergeAllowed(tx, siteId, read.reading_id))) return not('not-inserted');
    const amount = addMoney(before, added);
    return {
      reading: read,
      plan: planMergeWrite(decoded, added),
      cardType: lastSoldOf(card).cardType,
      count,
      amount,
      merged: true,
    };
  }
  const { cardType } = sell;
  const { meterId, requestId: writeId } = request;
  const backup = await backupPricesFor(tx, siteId, { meterId, writeId, now });
  const sale = { cardType, amount: added, count: count + 1, meterNo, customerNo, ...backup };
  const plan = planSaleWrite(decoded, sale);
  return { reading: read, plan, cardType, count: count + 1, amount: added, merged: false };
}

function writeRow(
  card: CardRow,
  request: DeliveryRequest,
  planned: Planned & { readonly terminalId: string; readonly now: WriteRow['at'] },
): WriteRow {
  return {
    site_id: card.site_id,
    write_id: request.requestId,
    purpose: 'sale',
    card_id: card.card_id,
    meter_id: card.meter_id,
    reading_id: planned.reading.reading_id,
    terminal_id: planned.terminalId,
    card_type: planned.cardType,
    purchase_count: planned.count,
    amount_fen: planned.amount,
    added_fen: fen(request.amount),
    sold_count: request.purchaseCount,
    merged: planned.merged,
    plan: planned.plan,
    image_before: planned.reading.image,
    image_after: null,
    state: 'sent',
    reason: null,
    document_kind: request.document.kind,
    document_id: request.document.id,
    at: planned.now,
    settled_at: null,
    person_id: request.by.personId,
    post: request.by.post,
  };
}

/** A transaction of the driver's own leaves a chain record of its own. */
async function record(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  request: Readonly<Record<string, unknown>> & { readonly requestId: string },
): Promise<void> {
  if (tx.facts.length === 0) return;
  await appendRecord(tx, actor, {
    operation: 'cards.deliver',
    at: clock.now(),
    key: request.requestId,
    bodyHash: sha256(canonicalJson(request)),
    facts: tx.facts,
  });
}

function close(parts: CardDriverParts, actor: Actor, write: WriteRow, end: WriteEnd): Promise<DeliveryOutcome> {
  return transaction(parts.pool, async (tx) => {
    const { write_id: writeId } = write;
    const ended = await endWrite(tx, actor, { writeId, end, now: parts.clock.now() });
    await record(tx, actor, parts.clock, { requestId: writeId, state: ended.state });
    return outcomeOf(ended);
  });
}

/** A command that nobody asked for within a minute was never asked for. */
const ASKED_WITHIN_SECONDS = 60;

/** What the counter remembers of the command; where that leaves it open, the card itself, if it lies on the reader. */
async function lookAgain(parts: CardDriverParts, actor: Actor, write: WriteRow): Promise<DeliveryOutcome> {
  const { site_id: siteId, write_id: requestId, terminal_id: terminalId, plan, image_before: before } = write;
  const found = await parts.agents.find(siteId, requestId, 'card.write');
  if (found === null) {
    if (secondsBetween(write.at, parts.clock.now()) < ASKED_WITHIN_SECONDS) return outcomeOf(write);
    return close(parts, actor, write, { state: 'not-written', failure: 'offline', image: null });
  }
  const end = endOfWrite(found, before, plan);
  if (end.state !== 'unknown') return close(parts, actor, write, end);
  const read = await askToRead(
    { siteId, terminalId, requestId: newId(), profile: plan.profile },
    { agents: parts.agents },
  );
  if ('failure' in read || read.image.serial !== before.serial)
    return close(parts, actor, write, { ...end, failure: end.failure ?? cardFailureOf('unanswered') });
  return close(parts, actor, write, endByLaterReading(before, read.image, plan));
}
