/** hand-log.pdf: one person's log of one day, or of several, in the order of its numbers, for the binder. */
import { z } from 'zod';
import {
  LOG_KIND_TITLES,
  LOG_READERS,
  LOG_WRITERS,
  type LogEntryView,
} from '../../../../shared/reconciliation/hand-log.ts';
import { businessDateSchema, formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf, personName } from '../../posts/index.ts';
import { type LogFilter, logEntries } from '../store/hand-log.ts';

const PAGE = 500;
const TITLE = { zh: '手工记录', en: 'Manual log' };

async function allEntries(tx: Tx, siteId: string, filter: Omit<LogFilter, 'limit' | 'after'>): Promise<LogEntryView[]> {
  const found: LogEntryView[] = [];
  for (;;) {
    const page = await logEntries(tx, siteId, { ...filter, after: found.at(-1)?.id, limit: PAGE });
    found.push(...page);
    if (page.length < PAGE) return found.reverse();
  }
}

/** The entry as it is read: text, what was counted, and which entry it corrects or is corrected by. */
function wordsOf(entry: LogEntryView): string {
  const parts = [entry.text];
  if (entry.countedSales !== null)
    parts.push(`清点 ${entry.countedSales} 笔，账上 ${entry.bookedSales} 笔${entry.agrees === true ? '' : '（不符）'}`);
  if (entry.corrects !== null) parts.push(`更正第 ${entry.corrects} 条`);
  if (entry.correctedBy !== null) parts.push(`已由第 ${entry.correctedBy} 条更正`);
  return parts.join('；');
}

export const handLogPdf = download({
  module: 'reconciliation',
  name: 'hand-log.pdf',
  title: TITLE,
  posts: LOG_READERS,
  input: z.strictObject({ from: businessDateSchema, to: businessDateSchema, personId: idSchema.optional() }),
  async run(tx, actor, clock, { from, to, personId }) {
    const { siteId } = actor;
    const own = LOG_WRITERS.some((post) => post === actor.post);
    const whose = own ? actor.personId : personId;
    const entries = await allEntries(tx, siteId, { personId: whose, from, to });
    const house = await houseOf(tx, siteId);
    const name = whose === undefined ? '全部' : await personName(tx, siteId, whose);
    const body = await renderPdf({
      kind: 'hand-log',
      title: TITLE,
      issuer: house.name,
      paper: 'A4',
      blocks: [
        {
          kind: 'meta',
          left: `记录人：${name}`,
          center: from === to ? from : `${from} — ${to}`,
          right: `共 ${entries.length} 条`,
        },
        {
          kind: 'table',
          columns: [
            { title: { zh: '记录人', en: 'By' }, width: 8 },
            { title: { zh: '序号', en: 'No.' }, width: 5, align: 'right' },
            { title: { zh: '时间', en: 'Time' }, width: 13 },
            { title: { zh: '类别', en: 'Kind' }, width: 7 },
            { title: { zh: '记录', en: 'Entry' }, width: 33 },
            { title: { zh: '凭证号', en: 'Slip' }, width: 10 },
            { title: { zh: '金额', en: 'Amount' }, width: 9, align: 'right' },
          ],
          rows: entries.map((entry) => [
            entry.personName,
            String(entry.number),
            formatInstantSeconds(entry.at, house.time_zone),
            LOG_KIND_TITLES[entry.kind].zh,
            wordsOf(entry),
            entry.slipNo ?? '',
            entry.amountFen === null ? '' : formatMoneyGrouped(entry.amountFen),
          ]),
        },
        { kind: 'line', text: `打印时间：${formatInstantSeconds(clock.now(), house.time_zone)}`, small: true },
        {
          kind: 'signatures',
          boxes: [{ role: { zh: '记录人', en: 'Kept by' } }, { role: { zh: '售电主管', en: 'Supervisor' } }],
        },
      ],
    });
    const fileName = `hand-log-${from}${to === from ? '' : `-${to}`}.pdf`;
    return { contentType: 'application/pdf', fileName, body, inline: true };
  },
});
