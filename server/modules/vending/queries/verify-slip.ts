/** Asked by anybody who holds a slip: number and digest must both fit, otherwise nothing is told. */
import { verifySlip as contract } from '../../../../shared/contracts/vending/verify-slip.ts';
import { maskCard } from '../../../../shared/values/masking.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { maskRoom } from '../rules/mask-room.ts';
import { SLIP_FIGURES } from '../rules/slip-digest.ts';
import type { SaleRow } from '../store/sales.ts';

type Row = SaleRow & { readonly house_name: string; readonly prints: number };

export const verifySlip = answer(contract, async (tx, _actor, _clock, { n, d }) => {
  // Nobody is signed in, so no site is known: the slip's number is looked for in each.
  const rows = await tx.prepared<Row>(
    'vending.verify-slip',
    `select s.*, t.name as house_name, (select count(*) from sale_print p
       where p.site_id = s.site_id and p.sale_id = s.sale_id) as prints
     from site t join sale s on s.site_id = t.site_id and s.slip_no = $1`,
    [n],
  );
  const sale = rows.find((row) => row.digest.slice(0, SLIP_FIGURES) === d);
  if (sale === undefined) return { genuine: false as const };
  return {
    genuine: true as const,
    houseName: sale.house_name,
    slipNo: sale.slip_no,
    paidAt: sale.paid_at,
    roomCode: maskRoom(sale.room_code),
    meterNo: maskCard(sale.meter_no),
    commodity: sale.commodity,
    quantityMilli: sale.quantity_milli,
    totalFen: sale.total_fen,
    state: sale.state,
    reversed: sale.state === 'reversed',
    prints: sale.prints,
  };
});
