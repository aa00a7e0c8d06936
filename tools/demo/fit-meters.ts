/** Puts the demo's smart meters on their line, and blank cards into its stock. */
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { setCardTerms } from '../../shared/contracts/cards/set-card-terms.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import type { PostKey } from '../../shared/posts.ts';
import { fen } from '../../shared/values/money.ts';
import type { Caller } from './caller.ts';
import { SMART_ROOMS } from './campus.ts';

/** Serials of the blank cards in the drawer of the demo's counter. */
export const BLANK_CARDS: readonly string[] = Array.from(
  { length: 12 },
  (_, index) => `20260${String(index + 1).padStart(11, '0')}`,
);

export async function fitMeters(as: (post: PostKey) => Caller, port: number): Promise<void> {
  const technician = as('vending-technician');
  const place = { name: '4 号楼 1 层', transport: 'tcp', host: '127.0.0.1', port } as const;
  const { lineId } = await technician.call(addLine, place);
  for (const { meterNo, delivery } of SMART_ROOMS) {
    if (delivery !== 'network') continue;
    const { rows } = await technician.ask(meters, { find: meterNo });
    const on = { meterId: rows[0]!.meterId, lineId, protocol: 'dlt645-plain', address: meterNo } as const;
    const { result } = await technician.call(attachMeter, { ...on, customerNo: meterNo });
    if (result !== 'attached') throw new Error(`demo house: meter ${meterNo} was not attached: ${result}`);
  }
  const terms = { depositFen: fen(1_000), feeFen: fen(500), replacementFeeFen: fen(1_000) };
  await as('vending-supervisor').signed(setCardTerms, { ...terms, reason: '按办公室公布的标准' });
  await technician.call(receiveCards, { serials: [...BLANK_CARDS], reference: '入库单 示例-01' });
}
