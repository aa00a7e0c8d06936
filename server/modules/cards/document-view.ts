/** Documents, maintenance and other papers of a card as the pages show them. */
import type { z } from 'zod';
import type { cardDocumentSchema, careSchema } from '../../../shared/cards/view.ts';
import type { CardDocumentKind, CareKind } from '../../../shared/cards/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { fen } from '../../../shared/values/money.ts';
import type { CardCareTable, CardDocumentTable } from '../../platform/db/tables.gen.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { personName } from '../posts/index.ts';
import { documentNumber } from './store/papers.ts';

type DocumentView = z.output<typeof cardDocumentSchema>;
type CareView = z.output<typeof careSchema>;

export const documentOf = (row: CardDocumentTable, serial: string, person: string): DocumentView => ({
  documentId: row.document_id,
  number: documentNumber(row.document_no),
  kind: row.kind as CardDocumentKind,
  cardId: row.card_id,
  serial,
  roomCode: row.room_code,
  accountNo: row.account_no,
  depositFen: fen(row.deposit_fen),
  feeFen: fen(row.fee_fen),
  reason: row.reason,
  at: row.at as Instant,
  person,
  post: row.post,
});

export async function documentView(tx: Tx, actor: Actor, row: CardDocumentTable): Promise<DocumentView> {
  const [card] = await tx.prepared<{ serial: string }>(
    'cards.serial',
    'select serial from card where site_id = $1 and card_id = $2',
    [actor.siteId, row.card_id],
  );
  return documentOf(row, card?.serial ?? '—', (await personName(tx, actor.siteId, row.person_id)) ?? '—');
}

export const careOf = (row: CardCareTable, person: string): CareView => ({
  careId: row.care_id,
  kind: row.kind as CareKind,
  result: row.result as CareView['result'],
  text: row.text,
  at: row.at as Instant,
  person,
  post: row.post,
});

export const careView = async (tx: Tx, actor: Actor, row: CardCareTable): Promise<CareView> =>
  careOf(row, (await personName(tx, actor.siteId, row.person_id)) ?? '—');
