/** What a page is told of its session. Other modules add what only they know (open drawer, incidents, terminal). */

import type { SessionView } from '../../../shared/posts/session-view.ts';
import type { PostKey } from '../../../shared/posts.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { currentDay } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { PostsPorts } from './ports.ts';
import { lockAfterSeconds } from './rules/session-limits.ts';
import { demoPin } from './secrets.ts';
import { type HouseRow, holderById, postsOf, theHouse } from './store.ts';

export type SessionExtra = Partial<Pick<SessionView, 'drawer' | 'openIncidents' | 'terminal'>>;
type SessionExtraOf = (tx: Tx, actor: Actor) => Promise<SessionExtra>;

const extras: SessionExtraOf[] = [];

/** Called once, at load, by the module that knows; asked for every session view of somebody who may act. */
export function addSessionExtra(extra: SessionExtraOf): void {
  extras.push(extra);
}

const NOBODY = {
  person: null,
  post: null,
  posts: [],
  drawer: null,
  openIncidents: 0,
  terminal: null,
  locked: false,
  lockAfterSeconds: null,
  totp: false,
  demoPin: null,
} satisfies Partial<SessionView>;

function houseView(house: HouseRow | null, demo: boolean) {
  return {
    site: house === null ? null : { siteId: house.site_id, name: house.name, timeZone: house.time_zone },
    setUp: house?.state === 'open',
    founding: house?.state === 'founding',
    packs: house?.packs ?? [],
    singleOperator: house?.single_operator ?? false,
    demo,
  };
}

async function personView(tx: Tx, ports: PostsPorts, actor: Actor & { sessionId: string }) {
  const { siteId, personId, sessionId } = actor;
  const holder = await holderById(tx, siteId, personId);
  const row = await tx.maybe(
    q
      .selectFrom('session')
      .select(['post', 'locked_at'])
      .where('site_id', '=', siteId)
      .where('session_id', '=', sessionId)
      .where('ended_at', 'is', null),
  );
  if (holder === undefined || row === undefined) return NOBODY;
  const acting = actor.post !== 'nobody' && actor.post !== 'system';
  const added: SessionExtra = {};
  if (acting) for (const extra of extras) Object.assign(added, await extra(tx, actor));
  return {
    ...NOBODY,
    person: { personId, name: holder.name, login: holder.login },
    post: acting ? (actor.post as PostKey) : null,
    posts: await postsOf(tx, siteId, personId),
    locked: actor.barred === 'session.locked',
    lockAfterSeconds: lockAfterSeconds(row.post),
    totp: holder.totp_sealed !== null,
    demoPin: ports.demo === null ? null : demoPin(ports.demo.token),
    ...added,
  };
}

export async function sessionView(tx: Tx, clock: Clock, ports: PostsPorts, actor: Actor): Promise<SessionView> {
  const house = await theHouse(tx);
  const now: Instant = clock.now();
  const known = house !== null && actor.sessionId !== null && actor.siteId === house.site_id;
  return {
    ...NOBODY,
    ...houseView(house, ports.demo !== null),
    businessDate: house === null ? null : await currentDay(tx, house.site_id, now),
    ...(known ? await personView(tx, ports, actor as Actor & { sessionId: string }) : {}),
  };
}
