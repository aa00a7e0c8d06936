/**
 * Every hour: reads the relays of meters that were switched, and flags those that are not as the last command left
 * them. A meter that holds its own credit and has none left opens by itself; that is no difference.
 */
import type { Relay, SwitchCommand } from '../../../../shared/control/words.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { outsideJob } from '../../../platform/operations/implement.ts';
import { endFlag, raiseFlag } from '../../collection/index.ts';
import { relaysAfter } from '../rules/command-states.ts';
import { noteAsked, noteSight } from '../store/relay-seen.ts';

const AT_ONCE = 32;
const BATCH = 200;
const EVERY_SECONDS = 3000;

export interface SwitchedMeter {
  readonly siteId: string;
  readonly meterId: string;
  readonly command: SwitchCommand;
  readonly ownCredit: boolean;
}

export interface RelayRead {
  readonly relay: Relay | null;
  readonly powerWatts: number | null;
  readonly isEmpty: boolean;
}

export const watchRelays = outsideJob<SwitchedMeter, RelayRead>({
  name: 'control.watch-relays',
  cron: '40 * * * *',
  atOnce: AT_ONCE,
  async take(tx, { siteId }, clock) {
    const now = clock.now();
    const rows = await tx.prepared<{ meter_id: string; command: SwitchCommand; own_credit: boolean }>(
      'control.relays-due',
      `select n.meter_id, c.command, m.delivery <> 'balance' as own_credit
       from network_meter n
       join meter m on m.site_id = n.site_id and m.meter_id = n.meter_id and m.state = 'active'
       join lateral (select x.command, x.state, x.ended_at from relay_command x
         where x.site_id = n.site_id and x.meter_id = n.meter_id and x.command in ('trip', 'close', 'allow-close')
           and x.state not in ('skipped', 'expired', 'unreachable', 'refused')
         order by x.asked_at desc, x.command_id desc limit 1) c on c.state = 'confirmed'
       left join relay_seen s on s.site_id = n.site_id and s.meter_id = n.meter_id
       where n.site_id = $1 and n.detached_at is null and (s.asked_at is null or s.asked_at < $2)
       order by n.meter_id limit $3`,
      [siteId, addSeconds(now, -EVERY_SECONDS), BATCH],
    );
    await noteAsked(
      tx,
      siteId,
      rows.map(({ meter_id }) => meter_id),
      now,
    );
    return rows.map((row) => ({ siteId, meterId: row.meter_id, command: row.command, ownCredit: row.own_credit }));
  },
  async call({ siteId, meterId, ownCredit }, outside) {
    const read = await outside.meters.read({ siteId, meterId }, [
      'relay',
      'powerWatts',
      ...(ownCredit ? (['moneyLeftFen', 'energyLeftMilli'] as const) : []),
    ]);
    const left = [read.moneyLeftFen, read.energyLeftMilli].filter((one) => one?.result === 'answered');
    return {
      relay: read.relay.result === 'answered' ? read.relay.value : null,
      powerWatts: read.powerWatts.result === 'answered' ? read.powerWatts.value : null,
      isEmpty: left.length > 0 && left.every((one) => one.value <= 0),
    };
  },
  async settle(tx, actor, clock, { piece, outcome }) {
    const at = clock.now();
    const { meterId, command } = piece;
    await noteSight(tx, actor.siteId, { meterId, at, relay: outcome.relay, powerWatts: outcome.powerWatts });
    if (outcome.relay === null) return;
    const asTold = relaysAfter(command)?.includes(outcome.relay) ?? true;
    if (asTold || (outcome.isEmpty && outcome.relay === 'open'))
      await endFlag(tx, actor, { meterId, kind: 'relay-differs', at, note: '通断状态已与命令相符' });
    else
      await raiseFlag(tx, actor, clock, {
        meterId,
        kind: 'relay-differs',
        at,
        facts: { wanted: command, found: outcome.relay },
      });
  },
});
