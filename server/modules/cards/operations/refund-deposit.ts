/** The deposit of a card that was taken back, out of the drawer or through the provider it came in by. Once. */
import { refundDeposit as contract } from '../../../../shared/contracts/cards/refund-deposit.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { fen, negate } from '../../../../shared/values/money.ts';
import type { CardDocumentTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { debit, post } from '../../ledger/index.ts';
import { refundPayments } from '../../payments/index.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import { documentView } from '../document-view.ts';
import { lockCard } from '../store/cards.ts';
import { documentById, documentNumber, insertDocument, nextDocumentNo } from '../store/papers.ts';

export const refundDeposit = implement(contract, {
  async run(tx, actor, clock, { documentId: clearId, references }) {
    const { siteId } = actor;
    const now = clock.now();
    const drawer = await requireOpenDrawer(tx, actor, now);
    const { cleared, paid } = await requireDeposit(tx, siteId, clearId);
    const documentId = newId();
    const documentNo = await nextDocumentNo(tx, siteId);
    const number = documentNumber(documentNo);
    const document = { kind: 'card-document', id: documentId, number };
    const totalFen = fen(paid.deposit_fen);
    const { businessDate, drawerSessionId } = drawer;
    const given = await refundPayments(tx, actor, drawer, {
      document,
      paidDocumentId: paid.document_id,
      totalFen,
      references,
      businessDate,
      now,
    });
    const entry = await post(tx, actor, {
      businessDate,
      now,
      document,
      text: `退卡押金 ${number}`,
      drawerSessionId,
      lines: [debit(ACCOUNTS.deposit, totalFen, cleared.account_id!), ...given.entryLines],
    });
    const written = {
      document_id: documentId,
      document_no: documentNo,
      kind: 'refund',
      card_id: cleared.card_id,
      meter_id: cleared.meter_id,
      account_id: cleared.account_id,
      room_code: cleared.room_code,
      account_no: cleared.account_no,
      deposit_fen: negate(totalFen),
      drawer_session_id: drawerSessionId,
      entry_id: entry.entryId,
      of_document_id: clearId,
      reason: cleared.reason,
    };
    const row = await insertDocument(tx, actor, written, now);
    return documentView(tx, actor, row);
  },
});

/** The return, and the document the deposit was paid by. The card's row is locked, so that two refunds wait. */
async function requireDeposit(
  tx: Tx,
  siteId: string,
  clearId: string,
): Promise<{ readonly cleared: CardDocumentTable; readonly paid: CardDocumentTable }> {
  const cleared = (await documentById(tx, siteId, clearId)) ?? refuse('record.not_found');
  await lockCard(tx, siteId, cleared.card_id);
  if (cleared.kind !== 'clear' || cleared.of_document_id === null) refuse('card.no_deposit');
  const paid = (await documentById(tx, siteId, cleared.of_document_id)) ?? refuse('record.not_found');
  const given = await tx.prepared(
    'cards.refund-of',
    `select 1 from card_document where site_id = $1 and of_document_id = $2 and kind = 'refund'`,
    [siteId, clearId],
  );
  if (given.length > 0 || paid.deposit_fen <= 0) refuse('card.no_deposit');
  return { cleared, paid };
}
