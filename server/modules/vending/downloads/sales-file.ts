/** The list of sales as a file, by the same filters as the page. */
import type { z } from 'zod';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { saleFilterSchema } from '../../../../shared/vending/find.ts';
import { SALE_READERS } from '../../../../shared/vending/who.ts';
import { SALE_STATE_TITLES } from '../../../../shared/vending/words.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { rowViews } from '../load-sale.ts';
import { allSales } from '../store/find.ts';

const TITLE = { zh: '售电明细', en: 'Sales' };

async function tableOf(tx: Tx, siteId: string, filter: z.output<typeof saleFilterSchema>): Promise<ExportTable> {
  const site = await tx.one(q.selectFrom('site').select('time_zone').where('site_id', '=', siteId));
  const rows = await allSales(tx, siteId, filter);
  const views = await rowViews(tx, siteId, rows);
  return {
    name: TITLE.zh,
    timeZone: site.time_zone,
    columns: [
      { title: '营业日', type: 'date' },
      { title: '时间', type: 'instant' },
      { title: '凭证号', type: 'text' },
      { title: '房间', type: 'text' },
      { title: '户号', type: 'text' },
      { title: '表号', type: 'text' },
      { title: '类别', type: 'text', width: 8 },
      { title: '数量', type: 'quantity' },
      { title: '实收金额', type: 'money' },
      { title: '其中欠费', type: 'money' },
      { title: '不含税', type: 'money' },
      { title: '税额', type: 'money' },
      { title: '价格版本', type: 'integer' },
      { title: '状态', type: 'text', width: 14 },
      { title: '售电员', type: 'text', width: 12 },
    ],
    rows: rows.map((sale, index) => [
      sale.business_date,
      sale.paid_at,
      sale.slip_no,
      sale.room_code,
      sale.account_no,
      sale.meter_no,
      COMMODITIES[sale.commodity].title.zh,
      sale.quantity_milli,
      sale.total_fen,
      sale.arrears_fen,
      sale.net_fen,
      sale.tax_fen,
      sale.price_number,
      SALE_STATE_TITLES[sale.state].zh,
      views[index]!.personName,
    ]),
  };
}

const declared = { module: 'vending', title: TITLE, posts: SALE_READERS, input: saleFilterSchema } as const;

export const salesCsv = download({
  ...declared,
  name: 'sales.csv',
  async run(tx, actor, _clock, input) {
    const table = await tableOf(tx, actor.siteId, input);
    return { fileName: 'sales.csv', format: 'csv', table };
  },
});

export const salesXlsx = download({
  ...declared,
  name: 'sales.xlsx',
  async run(tx, actor, _clock, input) {
    const table = await tableOf(tx, actor.siteId, input);
    return { fileName: 'sales.xlsx', format: 'xlsx', table };
  },
});
