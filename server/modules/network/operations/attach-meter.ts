/** A meter put on a line: it is asked who it is before it is believed. */

import type { ParsedInputOf } from '../../../../shared/contracts/contract.ts';
import { attachMeter as contract } from '../../../../shared/contracts/network/attach-meter.ts';
import type { AttachResult } from '../../../../shared/network/words.ts';
import type { Facts } from '../../../../shared/refusals/refusal.ts';
import type { RefusalCode } from '../../../../shared/refusals.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { findMeters, lockMeterForSale, type SaleMeter } from '../../metering/index.ts';
import type { Said, Spoken } from '../speech/speech.ts';
import { putOnLine } from '../store/attach.ts';
import { findLine, meterOnLine, metersOfLine, noteEvent, siteZone } from '../store/lines.ts';

type Input = ParsedInputOf<typeof contract>;

interface Ticket {
  readonly input: Input;
  readonly siteId: string;
  readonly to: Spoken;
}

interface Identity {
  readonly address: string;
  readonly meterNo: string | null;
}

const figures = (text: string): string => text.replace(/^0+/, '');
const customerNoOf = (input: Input): string => (input.customerNo ?? input.address.slice(-12)).padStart(12, '0');

/** What stands against it, but for the meter's own word; null when nothing does. */
async function misfit(
  tx: Tx,
  siteId: string,
  { meterId, lineId, protocol, address }: Input,
  meter: SaleMeter,
): Promise<{ readonly code: RefusalCode; readonly facts: Facts } | null> {
  const { meterNo } = meter;
  if (meter.state === 'retired') return { code: 'meter.retired', facts: { meterNo } };
  if (meter.delivery !== 'network' && meter.delivery !== 'balance')
    return { code: 'meter.not_network', facts: { meterNo } };
  if (address.length !== (protocol === 'cjt188' ? 14 : 12)) return { code: 'line.address_unfit', facts: {} };
  const line = await findLine(tx, siteId, lineId);
  if (line === undefined) return { code: 'record.not_found', facts: {} };
  if (line.state === 'closed') return { code: 'line.closed', facts: { name: line.name } };
  const present = await meterOnLine(tx, siteId, meterId);
  if (present !== undefined) return { code: 'meter.on_line', facts: { meterNo, line: present.name } };
  const taken = (await metersOfLine(tx, siteId, lineId)).find((other) => other.address === address);
  return taken === undefined ? null : { code: 'line.address_taken', facts: { address, meterNo: taken.meter_no } };
}

function judge(input: Input, meter: SaleMeter, said: Said<Identity> | null): AttachResult {
  if (said === null || said.result === 'unreachable') return 'unreachable';
  if (said.result !== 'answered' || said.value.address !== input.address) return 'silent';
  const typed = figures(input.saysNumber ?? meter.meterNo);
  return said.value.meterNo === null || figures(said.value.meterNo) === typed ? 'attached' : 'number-differs';
}

export const attachMeter = implement<typeof contract, Ticket, Said<Identity> | null>(contract, {
  async reserve(tx, { siteId }, _clock, input) {
    const [meter] = await findMeters(tx, siteId, [input.meterId]);
    if (meter === undefined) return refuse('record.not_found');
    const why = await misfit(tx, siteId, input, meter);
    if (why !== null) refuse(why.code, why.facts);
    const to: Spoken = {
      protocol: input.protocol,
      address: input.address,
      customerNo: customerNoOf(input),
      commodity: meter.commodity,
      creditUnit: meter.creditUnit,
      timeZone: await siteZone(tx, siteId),
      access: null,
    };
    return { ticket: { input, siteId, to } };
  },
  call: ({ input, siteId, to }, { lines }) =>
    lines.withLine({ siteId, lineId: input.lineId }, (wire) => lines.speechOf(input.protocol).identify(wire, to)),
  async settle(tx, actor, clock, { ticket: { input }, outcome }) {
    const { siteId, personId } = actor;
    const { meterId, lineId } = input;
    const saidNumber = outcome?.result === 'answered' ? outcome.value.meterNo : null;
    const meter = await lockMeterForSale(tx, siteId, meterId);
    if (meter === null || (await misfit(tx, siteId, input, meter)) !== null)
      return { meterId, result: 'overtaken', saidNumber };
    const result = judge(input, meter, outcome);
    if (result !== 'attached') return { meterId, result, saidNumber };
    const at = clock.now();
    await putOnLine(tx, actor, { ...input, customerNo: customerNoOf(input), at });
    await noteEvent(tx, { siteId, lineId, meterId, kind: 'attached', at, personId });
    tx.touch('network');
    return { meterId, result, saidNumber };
  },
});
