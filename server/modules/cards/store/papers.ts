/** SQL of the papers beside a card: documents, stock movements, blacklist, maintenance, terms. */
import type { CardTerms } from '../../../../shared/cards/view.ts';
import type { CareKind, StockMovementKind } from '../../../../shared/cards/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { type Money, ZERO } from '../../../../shared/values/money.ts';
import { q } from '../../../platform/db/query.ts';
import type { CardBlacklistTable, CardCareTable, CardDocumentTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { nextNumber } from '../../../platform/operations/number.ts';

export const documentNumber = (count: number): string => `KW-${count}`;

export type NewDocument = Pick<CardDocumentTable, 'document_id' | 'kind' | 'card_id' | 'reason'> &
  Partial<
    Pick<
      CardDocumentTable,
      | 'old_card_id'
      | 'meter_id'
      | 'account_id'
      | 'room_code'
      | 'account_no'
      | 'from_account_id'
      | 'drawer_session_id'
      | 'entry_id'
      | 'of_document_id'
    >
  > & { readonly deposit_fen?: Money; readonly fee_fen?: Money };

export const nextDocumentNo = (tx: Tx, siteId: string): Promise<number> => nextNumber(tx, siteId, 'card-document');

export async function insertDocument(
  tx: Tx,
  actor: Actor,
  document: NewDocument & { readonly document_no: number },
  at: Instant,
): Promise<CardDocumentTable> {
  const [row] = await tx.keep(
    'card_document',
    q
      .insertInto('card_document')
      .values({
        site_id: actor.siteId,
        document_id: document.document_id,
        document_no: document.document_no,
        kind: document.kind,
        card_id: document.card_id,
        old_card_id: document.old_card_id ?? null,
        meter_id: document.meter_id ?? null,
        account_id: document.account_id ?? null,
        room_code: document.room_code ?? null,
        account_no: document.account_no ?? null,
        from_account_id: document.from_account_id ?? null,
        deposit_fen: document.deposit_fen ?? ZERO,
        fee_fen: document.fee_fen ?? ZERO,
        drawer_session_id: document.drawer_session_id ?? null,
        entry_id: document.entry_id ?? null,
        of_document_id: document.of_document_id ?? null,
        reason: document.reason,
        at,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  return row as unknown as CardDocumentTable;
}

export async function documentById(tx: Tx, siteId: string, documentId: string): Promise<CardDocumentTable | undefined> {
  const [row] = await tx.prepared<CardDocumentTable>(
    'cards.document',
    'select * from card_document where site_id = $1 and document_id = $2',
    [siteId, documentId],
  );
  return row;
}

export interface StockMove {
  readonly kind: StockMovementKind;
  readonly change: -1 | 0 | 1;
  readonly cardIds: readonly string[];
  readonly reference: string;
  readonly at: Instant;
}

export async function moveStock(
  tx: Tx,
  actor: Actor,
  { kind, change, cardIds, reference, at }: StockMove,
): Promise<void> {
  const rows = cardIds.map((cardId) => ({
    site_id: actor.siteId,
    movement_id: newId(),
    card_id: cardId,
    kind,
    change,
    reference,
    at,
    person_id: actor.personId,
    post: actor.post,
  }));
  await tx.keep('card_stock_movement', q.insertInto('card_stock_movement').values(rows).returningAll());
}

export async function cardsInStock(tx: Tx, siteId: string): Promise<number> {
  const [row] = await tx.prepared<{ count: number }>(
    'cards.in-stock',
    `select count(*)::int as count from card where site_id = $1 and state = 'stock'`,
    [siteId],
  );
  return row!.count;
}

export async function listedSerial(tx: Tx, siteId: string, serial: string): Promise<CardBlacklistTable | undefined> {
  const [row] = await tx.prepared<CardBlacklistTable>(
    'cards.listed',
    'select * from card_blacklist where site_id = $1 and serial = $2 and lifted_at is null',
    [siteId, serial],
  );
  return row;
}

export async function listSerial(
  tx: Tx,
  actor: Actor,
  entry: { readonly serial: string; readonly reason: string; readonly dead: boolean; readonly at: Instant },
): Promise<string> {
  const entryId = newId();
  await tx.keep(
    'card_blacklist',
    q
      .insertInto('card_blacklist')
      .values({
        site_id: actor.siteId,
        entry_id: entryId,
        ...entry,
        person_id: actor.personId,
        post: actor.post,
        lifted_at: null,
        lifted_by: null,
        lift_reason: null,
      })
      .returningAll(),
  );
  return entryId;
}

export async function insertCare(
  tx: Tx,
  actor: Actor,
  care: {
    readonly cardId: string;
    readonly kind: CareKind;
    readonly result: 'good' | 'bad' | null;
    readonly text: string;
    readonly at: Instant;
  },
): Promise<CardCareTable> {
  const [row] = await tx.keep(
    'card_care',
    q
      .insertInto('card_care')
      .values({
        site_id: actor.siteId,
        care_id: newId(),
        card_id: care.cardId,
        kind: care.kind,
        result: care.result,
        text: care.text,
        at: care.at,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  return row as unknown as CardCareTable;
}

/** Nothing, until the house sets them. */
export async function termsOf(tx: Tx, siteId: string): Promise<CardTerms> {
  const [row] = await tx.prepared<{ deposit_fen: Money; fee_fen: Money; replacement_fee_fen: Money }>(
    'cards.terms',
    'select * from card_terms where site_id = $1 order by version desc limit 1',
    [siteId],
  );
  return {
    depositFen: row?.deposit_fen ?? ZERO,
    feeFen: row?.fee_fen ?? ZERO,
    replacementFeeFen: row?.replacement_fee_fen ?? ZERO,
  };
}
