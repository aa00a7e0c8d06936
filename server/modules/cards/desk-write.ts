/**
 * Acts of the card desk that write a card. The books say first how the card is to be (`to_write`), with the money and
 * the document; then the counter is asked, with no transaction open; then the card itself says whether it holds that.
 * A card that does not is written again by `write-card`, as often as needed, without money.
 */

import type { CardImage } from '../../../shared/agent/protocol.ts';
import { planClear, planSaleWrite, type WritePlan } from '../../../shared/card/sale-write.ts';
import { decodeCard } from '../../../shared/card/user-card.ts';
import type { issueCard } from '../../../shared/contracts/cards/issue-card.ts';
import type { OutputOf } from '../../../shared/contracts/contract.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { Outside } from '../../platform/operations/implement.ts';
import { assert } from '../../platform/operations/refuse.ts';
import { requireCounter } from './at-desk.ts';
import { cardView } from './card-view.ts';
import { endWrite } from './end-write.ts';
import { endOfWrite, type WriteEnd } from './rules/judge-outcome.ts';
import { type CardRow, lastSoldOf } from './store/cards.ts';
import { documentNumber } from './store/papers.ts';
import type { ReadingRow } from './store/readings.ts';
import { insertWrite } from './store/writes.ts';

type Written = OutputOf<typeof issueCard>;

/** Stored before the counter is asked. */
export interface WriteTicket {
  readonly siteId: string;
  readonly terminalId: string;
  readonly writeId: string;
  readonly plan: WritePlan;
  readonly before: CardImage;
  readonly document: { readonly documentId: string; readonly number: string };
  readonly changeFen: number;
}

export interface WriteWanted {
  /** As it stands now: `to_write` says what for. */
  readonly card: CardRow;
  readonly reading: ReadingRow;
  readonly document: { readonly documentId: string; readonly documentNo: number };
  readonly changeFen: number;
  readonly now: Instant;
}

function planOf(card: CardRow, reading: ReadingRow): WritePlan {
  const decoded = decodeCard(reading.image);
  if (card.to_write === 'clear') return planClear(decoded);
  const { cardType, amount, count, meterNo, customerNo } = lastSoldOf(card);
  return planSaleWrite(decoded, { cardType, amount, count, meterNo, customerNo });
}

export async function storeWrite(tx: Tx, actor: Actor, wanted: WriteWanted): Promise<WriteTicket> {
  const { card, reading, document, now } = wanted;
  assert(card.to_write !== null, `card ${card.serial} is to be written`);
  const terminalId = requireCounter(actor);
  const writeId = newId();
  const plan = planOf(card, reading);
  await insertWrite(tx, {
    site_id: actor.siteId,
    write_id: writeId,
    purpose: card.to_write,
    card_id: card.card_id,
    meter_id: card.meter_id,
    reading_id: reading.reading_id,
    terminal_id: terminalId,
    card_type: card.card_type,
    purchase_count: card.to_write === 'clear' ? 0 : card.purchase_count,
    amount_fen: card.to_write === 'clear' ? fen(0) : card.amount_fen,
    added_fen: null,
    sold_count: null,
    merged: false,
    plan,
    image_before: reading.image,
    image_after: null,
    state: 'sent',
    reason: null,
    document_kind: 'card-document',
    document_id: document.documentId,
    at: now,
    settled_at: null,
    person_id: actor.personId,
    post: actor.post,
  });
  return {
    siteId: actor.siteId,
    terminalId,
    writeId,
    plan,
    before: reading.image,
    document: { documentId: document.documentId, number: documentNumber(document.documentNo) },
    changeFen: wanted.changeFen,
  };
}

/** The same request again is the same write: nothing is written twice. */
export async function askToWrite(ticket: WriteTicket, outside: Pick<Outside, 'agents'>): Promise<WriteEnd> {
  const { siteId, terminalId, writeId: requestId, plan } = ticket;
  const body = { profile: plan.profile, requestId, expect: plan.expect, write: [...plan.write] };
  const outcome = await outside.agents.ask({ siteId, terminalId }, 'card.write', body, { requestId });
  return endOfWrite(outcome, ticket.before, plan);
}

export async function settleWrite(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { ticket, outcome }: { readonly ticket: WriteTicket; readonly outcome: WriteEnd },
): Promise<Written> {
  const write = await endWrite(tx, actor, { writeId: ticket.writeId, end: outcome, now: clock.now() });
  return {
    ...ticket.document,
    card: await cardView(tx, actor, write.card_id),
    written: write.state,
    failure: write.reason,
    changeFen: fen(ticket.changeFen),
  };
}
