/** journal-settlement.pdf: the month's settlement on A4, with the cashier's signature and its digest. */
import { z } from 'zod';
import { journalSettlements } from '../../../../shared/contracts/reconciliation/journal-settlements.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { JournalSettlementView } from '../../../../shared/reconciliation/journal-month.ts';
import type { Language } from '../../../../shared/text.ts';
import { formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { formatMoneyGrouped as money } from '../../../../shared/values/money.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import type { Block, DocumentModel, TableBlock } from '../../../platform/documents/model.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf } from '../../posts/index.ts';
import { settlementViews } from '../store/settlements.ts';
import { digestCode, digestFigures } from './marks.ts';

const right = (zh: string, en: string, width: number) => ({ title: { zh, en }, width, align: 'right' as const });
const left = (zh: string, en: string, width: number) => ({ title: { zh, en }, width });

const placesTable = (settlement: JournalSettlementView, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('现金存放处', 'Place', 3),
    right('笔数', 'Lines', 1),
    right('期初余额', 'Opening', 2),
    right('本月收入', 'Receipts', 2),
    right('本月付出', 'Payments', 2),
    right('期末余额', 'Closing', 2),
    right('账面', 'Ledger', 2),
  ],
  rows: settlement.content.places.map((place) => [
    place.code === 'safe' ? place.name[language] : `${place.code} ${place.name[language]}`,
    String(place.lines),
    money(place.openingFen),
    money(place.receiptFen),
    money(place.paymentFen),
    money(place.closingFen),
    money(place.ledgerFen),
  ]),
  foot: [
    [
      language === 'zh' ? '本月合计' : 'Month',
      '',
      money(settlement.openingFen),
      money(settlement.receiptFen),
      money(settlement.paymentFen),
      money(settlement.closingFen),
      '',
    ],
  ],
});

const daysTable = (settlement: JournalSettlementView): TableBlock => ({
  kind: 'table',
  columns: [
    left('营业日', 'Day', 2),
    left('日报表', 'Sheet', 2),
    right('笔数', 'Lines', 1),
    right('钱箱收入', 'Receipts of drawers', 2),
    right('钱箱付出', 'Payments of drawers', 2),
  ],
  rows: settlement.content.days.map((day) => [
    day.businessDate,
    day.sheetNo,
    String(day.lines),
    money(day.receiptFen),
    money(day.paymentFen),
  ]),
});

const foot = (settlement: JournalSettlementView, timeZone: string): Block => ({
  kind: 'side',
  left: [
    {
      kind: 'signatures',
      boxes: [
        {
          role: { zh: '收费员', en: 'Cashier' },
          signed: {
            name: settlement.signedBy,
            post: POSTS[settlement.post].title,
            at: formatInstantSeconds(settlement.signedAt, timeZone),
            digest: digestFigures(settlement.contentDigest),
          },
        },
        { role: { zh: '经费管理员', en: 'Funds administrator' } },
      ],
    },
  ],
  right: [digestCode('journal', settlement.number, settlement.contentDigest)],
  rightMm: 38,
});

export function settlementDocument(
  settlement: JournalSettlementView,
  { timeZone, language }: { readonly timeZone: string; readonly language: Language },
): DocumentModel {
  const { content, caseNumber } = settlement;
  return {
    title: { zh: '现金日记账月结单', en: 'Settlement of the cash journal' },
    kind: 'journal-settlement',
    paper: 'A4',
    issuer: content.house,
    language,
    blocks: [
      {
        kind: 'meta',
        left: { zh: `单号：${settlement.number}`, en: `No. ${settlement.number}` },
        center: { zh: `月份：${content.month}`, en: `Month ${content.month}` },
        right: { zh: `案件：${caseNumber ?? '—'}`, en: `Case ${caseNumber ?? '—'}` },
      },
      { kind: 'heading', text: { zh: '按钱箱和保险柜（收付不相抵）', en: 'Drawers and safe (never netted)' } },
      placesTable(settlement, language),
      { kind: 'heading', text: { zh: '逐日（每日已日结）', en: 'Day by day (each closed)' } },
      daysTable(settlement),
      foot(settlement, timeZone),
    ],
  };
}

export const settlementPdf = download({
  module: 'reconciliation',
  name: 'journal-settlement.pdf',
  title: { zh: '现金日记账月结单（PDF）', en: 'Settlement of the cash journal (PDF)' },
  posts: journalSettlements.posts,
  input: z.strictObject({ settlementId: idSchema, language: z.enum(['zh', 'en']).default('zh') }),
  async run(tx, actor, _clock, { settlementId, language }) {
    const [settlement] = await settlementViews(tx, actor.siteId, { settlementId, limit: 1 });
    if (settlement === undefined) return refuse('record.not_found');
    const { time_zone: timeZone } = await houseOf(tx, actor.siteId);
    return {
      contentType: 'application/pdf',
      fileName: `${settlement.number}.pdf`,
      body: await renderPdf(settlementDocument(settlement, { timeZone, language })),
      inline: true,
    };
  },
});
