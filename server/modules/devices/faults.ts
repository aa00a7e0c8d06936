/** What is found faulty at a counter is one incident until a check finds it ready again, however often it is checked. */
import { type CheckPoint, POINT_TITLES } from '../../../shared/devices/words.ts';
import type { Text } from '../../../shared/text.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { openCase } from '../cases/index.ts';
import type { Judged } from './rules/judge-health.ts';

export interface Place {
  readonly terminalId: string;
  readonly name: string;
}

const openFaults = (tx: Tx, siteId: string, terminalId: string) =>
  tx.many(
    q
      .selectFrom('device_fault')
      .select(['fault_id', 'device'])
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', terminalId)
      .where('cleared_at', 'is', null)
      .forUpdate(),
  );

/** Answers the numbers of the incidents that were opened now. The caller holds the terminal's lock. */
export async function followFaults(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { place, judged }: { place: Place; judged: readonly Judged[] },
): Promise<string[]> {
  const open = await openFaults(tx, actor.siteId, place.terminalId);
  const numbers: string[] = [];
  for (const { device, state } of judged) {
    const known = open.find((fault) => fault.device === device);
    if (state === 'fault' && known === undefined) numbers.push(await openFault(tx, actor, clock, { ...place, device }));
    if (state === 'ready' && known !== undefined) await clearFault(tx, actor, clock, known.fault_id);
  }
  return numbers;
}

/** A counter whose clock is off sells nothing until the technician has set it: its times would not be the books'. */
const CLOCK: Text = {
  zh: '时钟与服务器相差一分钟以上，该终端停止售电',
  en: 'is more than a minute off the server; it sells nothing until then',
};

function said({ name, device }: Fault): Text {
  const title = POINT_TITLES[device];
  return {
    zh: `开工检查：终端“${name}”的${device === 'clock' ? CLOCK.zh : `${title.zh}不可用`}`,
    en: `Check before work: ${title.en.toLowerCase()} of terminal "${name}" ${device === 'clock' ? CLOCK.en : 'cannot be used'}`,
  };
}

type Fault = Place & { readonly device: Judged['device'] & CheckPoint };

async function openFault(tx: Tx, actor: Actor, clock: Clock, fault: Fault): Promise<string> {
  const faultId = newId();
  const { terminalId, device } = fault;
  const { caseId, number } = await openCase(tx, actor, clock, {
    subject: device === 'clock' ? 'system.clock' : 'device.fault',
    summary: said(fault),
    document: { kind: 'device-fault', id: faultId },
    ...(device === 'clock' && { stops: { terminalId } }),
    parties: [],
  });
  await tx.keep(
    'device_fault',
    q
      .insertInto('device_fault')
      .values({
        site_id: actor.siteId,
        fault_id: faultId,
        terminal_id: terminalId,
        device,
        found_at: clock.now(),
        case_id: caseId,
      })
      .returningAll(),
  );
  return number;
}

const clearFault = (tx: Tx, actor: Actor, clock: Clock, faultId: string) =>
  tx.keep(
    'device_fault',
    q
      .updateTable('device_fault')
      .set({ cleared_at: clock.now() })
      .where('site_id', '=', actor.siteId)
      .where('fault_id', '=', faultId)
      .returningAll(),
  );
