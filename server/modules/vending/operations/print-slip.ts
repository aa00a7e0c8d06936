/** Records a print and says where its PDF is. What is printed is that print and no other: count and mark are its own. */
import { printSlip as contract } from '../../../../shared/contracts/vending/print-slip.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { recordPrint, urlOfPrint } from '../record-print.ts';

export const printSlip = implement(contract, {
  async run(tx, actor, clock, { saleId, paper, reason }) {
    const print = await recordPrint(tx, actor, { saleId, paper, reason, now: clock.now() });
    return { printId: print.print_id, printNo: print.print_no, url: urlOfPrint(print.print_id) };
  },
});
