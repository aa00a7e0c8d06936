/** The list of customers as a file: for whom it was released, once, and only as it was released. */
import { z } from 'zod';
import { LIST_TAKERS, type ListData, RELEASE_SECONDS } from '../../../../shared/customers/list.ts';
import { secondsBetween } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { ExportRow } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf } from '../../posts/index.ts';
import { maskedCustomers, pageOfCustomers, personalOf } from '../store.ts';

const TITLE = { zh: '客户名单', en: 'Customers' };
const PAGE = 500;
const KINDS = { person: '个人', organisation: '单位' } as const;

/** All customers whose data is kept, the newest first. */
async function listOf(tx: Tx, siteId: string, data: ListData): Promise<ExportRow[]> {
  const rows: ExportRow[] = [];
  for (let after: string | undefined; ; ) {
    const ids = await pageOfCustomers(tx, siteId, { after, limit: PAGE });
    const page =
      data === 'full'
        ? [...(await personalOf(tx, siteId, ids)).values()]
        : (await maskedCustomers(tx, siteId, ids)).filter(({ erased }) => !erased);
    rows.push(...page.map(({ name, kind, phone, reference }) => [name, KINDS[kind], phone, reference]));
    after = ids.at(-1);
    if (ids.length < PAGE) return rows;
  }
}

export const customersCsv = download({
  module: 'customers',
  name: 'customers.csv',
  title: TITLE,
  posts: LIST_TAKERS,
  input: z.strictObject({ releaseId: idSchema }),
  async run(tx, { siteId, personId }, clock, { releaseId }) {
    const release = await tx.maybe(
      q
        .selectFrom('security_event')
        .select(['at', 'detail'])
        .where('event_id', '=', releaseId)
        .where('site_id', '=', siteId)
        .where('person_id', '=', personId)
        .where('kind', '=', 'customer.list'),
    );
    if (release === undefined) return refuse('record.not_found');
    if (secondsBetween(release.at, clock.now()) > RELEASE_SECONDS) refuse('customer.release_over');
    const { data } = release.detail as { data: ListData };
    return {
      fileName: `customers-${clock.now().slice(0, 10)}.csv`,
      format: 'csv',
      table: {
        name: TITLE.zh,
        timeZone: (await houseOf(tx, siteId)).time_zone,
        columns: [
          { title: '姓名', type: 'text' },
          { title: '类型', type: 'text' },
          { title: '电话', type: 'text' },
          { title: '学号或工号', type: 'text' },
        ],
        rows: await listOf(tx, siteId, data),
      },
    };
  },
});
