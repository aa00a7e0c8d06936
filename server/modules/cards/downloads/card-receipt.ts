/** The receipt of one document of the card desk: what was done with which card, and the money with it. */
import { z } from 'zod';
import { CARD_DOCUMENT_KINDS, type CardDocumentKind } from '../../../../shared/cards/words.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatInstantSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { addMoney, fen, formatMoney, type Money } from '../../../../shared/values/money.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import type { FieldPair } from '../../../platform/documents/model.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { paymentsOf } from '../../payments/index.ts';
import { houseOf } from '../../posts/index.ts';
import { documentView } from '../document-view.ts';
import { documentById } from '../store/papers.ts';

const pair = (label: Text, value: string): FieldPair => ({ label, value });
const money = (label: Text, amount: Money): FieldPair[] => (amount === 0 ? [] : [pair(label, formatMoney(amount))]);

export const cardReceipt = download({
  module: 'cards',
  name: 'card-receipt.pdf',
  title: { zh: '卡务收据', en: 'Receipt of the card desk' },
  posts: ['vending-clerk', 'cashier', 'vending-supervisor'],
  input: z.strictObject({ documentId: idSchema }),
  async run(tx, actor, _clock, { documentId }) {
    const row = (await documentById(tx, actor.siteId, documentId)) ?? refuse('record.not_found');
    const document = await documentView(tx, actor, row);
    const house = await houseOf(tx, actor.siteId);
    const paid = await paymentsOf(tx, actor.siteId, documentId);
    const total = addMoney(document.depositFen, document.feeFen);
    const back = total < 0;
    const body = await renderPdf({
      title: { zh: `卡务收据 ${document.number}`, en: `Receipt ${document.number}` },
      kind: 'card-receipt',
      paper: 'slip-241x93',
      issuer: house.name,
      blocks: [
        {
          kind: 'fields',
          pairs: [
            pair({ zh: '事项', en: 'What' }, CARD_DOCUMENT_KINDS[row.kind as CardDocumentKind].zh),
            pair({ zh: '时间', en: 'When' }, formatInstantSeconds(row.at as Instant, house.time_zone)),
            pair({ zh: '卡号', en: 'Card' }, document.serial),
            pair({ zh: '房间', en: 'Room' }, document.roomCode ?? '—'),
            pair({ zh: '户号', en: 'Account' }, document.accountNo ?? '—'),
            pair({ zh: '经手人', en: 'By' }, document.person),
            ...money({ zh: '押金', en: 'Deposit' }, document.depositFen),
            ...money({ zh: '工本费', en: 'Fee' }, document.feeFen),
            ...paid.map((line) => pair(TENDERS[line.tender].title, formatMoney(fen(line.amount_fen)))),
          ],
        },
        ...(total === 0
          ? []
          : [
              {
                kind: 'amount' as const,
                label: back ? { zh: '退款', en: 'Given back' } : { zh: '收款', en: 'Received' },
                amount: back ? fen(-total) : total,
              },
            ]),
        {
          kind: 'signatures',
          boxes: [{ role: { zh: '用户', en: 'Customer' } }, { role: { zh: '经手人', en: 'Clerk' } }],
        },
      ],
    });
    return { contentType: 'application/pdf', fileName: `${document.number}.pdf`, body, inline: true };
  },
});
