/** The custodian's own open session, without what the books expect. */
import type { z } from 'zod';
import type { mySessionSchema } from '../../../shared/tills/drawer.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { currentDay } from '../../platform/chain/day.ts';
import type { Tx } from '../../platform/db/tx.ts';

export type MySession = z.output<typeof mySessionSchema>;

interface Row {
  readonly drawer_session_id: string;
  readonly drawer_id: string;
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly number: number;
  readonly business_date: BusinessDate;
  readonly state: 'open' | 'closing';
  readonly opened_at: Instant;
  readonly opening_fen: Money;
  readonly ceiling_fen: Money;
}

const WHILE_OPEN = ['tills.pay-in', 'tills.pay-out', 'tills.drop-cash', 'tills.hand-over-drawer', 'tills.close-drawer'];
const ONLY_CLOSE = ['tills.close-drawer'];

export async function mySession(tx: Tx, siteId: string, personId: string, now: Instant): Promise<MySession | null> {
  const [row] = await tx.prepared<Row>(
    'tills.my-session',
    `select s.drawer_session_id, s.drawer_id, d.code, d.name, d.place, s.number, s.business_date, s.state,
       s.opened_at, s.opening_fen, d.ceiling_fen
     from drawer_session s join drawer d on d.site_id = s.site_id and d.drawer_id = s.drawer_id
     where s.site_id = $1 and s.custodian_id = $2 and s.state in ('open', 'closing')`,
    [siteId, personId],
  );
  if (row === undefined) return null;
  const otherDay = row.business_date !== (await currentDay(tx, siteId, now));
  return {
    drawerSessionId: row.drawer_session_id,
    drawerId: row.drawer_id,
    drawerCode: row.code,
    drawerName: row.name,
    place: row.place,
    number: row.number,
    businessDate: row.business_date,
    state: row.state,
    openedAt: row.opened_at,
    openingFen: row.opening_fen,
    ceilingFen: row.ceiling_fen,
    otherDay,
    can: otherDay || row.state === 'closing' ? ONLY_CLOSE : WHILE_OPEN,
  };
}
