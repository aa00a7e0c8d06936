/** What control puts on the page of the day: plans to approve, rooms without power that somebody must see to. */
import { CONTROL_APPROVERS, CONTROL_WRITERS } from '../../../shared/control/who.ts';
import type { Text } from '../../../shared/text.ts';
import { addQueue } from '../duties/index.ts';

const T = {
  timetables: { zh: '作息断电待批准', en: 'Timetables to approve' },
  policies: { zh: '恶性负载规则待批准', en: 'Load policies to approve' },
  staysOff: { zh: '恶性负载断电，待人工恢复', en: 'Off for their load, a person restores them' },
  restoring: { zh: '作息断电后尚未恢复的时段', en: 'Windows not yet restored' },
} as const satisfies Record<string, Text>;

export function joinMyDay(): void {
  addQueue(CONTROL_APPROVERS, async (tx, { siteId, personId }) => {
    const [waiting] = await tx.prepared<{ timetables: number; policies: number }>(
      'control.to-approve',
      `select (select count(*)::int from cut_timetable where site_id = $1 and state = 'proposed' and proposed_by <> $2)
         as timetables,
         (select count(*)::int from load_policy where site_id = $1 and state = 'proposed' and proposed_by <> $2)
         as policies`,
      [siteId, personId],
    );
    return [
      { title: T.timetables, count: waiting!.timetables, href: '/control/timetables?state=proposed', tone: 'soon' },
      { title: T.policies, count: waiting!.policies, href: '/control/load/policies?state=proposed', tone: 'soon' },
    ];
  });
  addQueue(CONTROL_WRITERS, async (tx, { siteId }) => {
    const [dark] = await tx.prepared<{ stays_off: number; restoring: number }>(
      'control.dark',
      `select (select count(*)::int from load_event where site_id = $1 and state = 'stays-off') as stays_off,
         (select count(*)::int from cut_window where site_id = $1 and state = 'restoring') as restoring`,
      [siteId],
    );
    return [
      { title: T.staysOff, count: dark!.stays_off, href: '/control/load?state=stays-off', tone: 'wrong' },
      { title: T.restoring, count: dark!.restoring, href: '/control/windows?state=restoring', tone: 'wrong' },
    ];
  });
}
