/** Records a print and says where its PDF is. What is printed is that print and no other: count and mark are its own. */
import { printSlip as contract } from '../../../../shared/contracts/vending/print-slip.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockSale } from '../store/sales.ts';

export const printSlip = implement(contract, {
  async run(tx, actor, clock, { saleId, paper, reason }) {
    const { siteId } = actor;
    await lockSale(tx, siteId, saleId);
    const [last] = await tx.prepared<{ print_no: number }>(
      'vending.last-print',
      'select print_no from sale_print where site_id = $1 and sale_id = $2 order by print_no desc limit 1',
      [siteId, saleId],
    );
    const printNo = (last?.print_no ?? 0) + 1;
    if (printNo > 1 && reason === undefined) refuse('slip.reason_needed');
    const printId = newId();
    await tx.keep(
      'sale_print',
      q
        .insertInto('sale_print')
        .values({
          site_id: siteId,
          print_id: printId,
          sale_id: saleId,
          print_no: printNo,
          paper,
          reason: reason ?? '',
          at: clock.now(),
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    return { printId, printNo, url: `/api/vending/slip.pdf?printId=${printId}` };
  },
});
