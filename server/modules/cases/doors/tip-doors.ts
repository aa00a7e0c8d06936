/**
 * The doors of tips. Whoever comes is nobody: the record in the chain is the house's own, the session that may be there
 * is not looked at, and no address is kept; that is why wrong codes are not counted. 78 bits are not guessed.
 */
import { TIPS_AN_HOUR, tipNumberOf } from '../../../../shared/cases/tip.ts';
import { leaveTip } from '../../../../shared/contracts/cases/leave-tip.ts';
import { lookUpTip } from '../../../../shared/contracts/cases/look-up-tip.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q, sql } from '../../../platform/db/query.ts';
import { reading, type Tx } from '../../../platform/db/tx.ts';
import { keptAtDoor } from '../../../platform/http/kept-at-door.ts';
import { type Door, type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { systemActor } from '../../../platform/operations/actor.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { newOneTimeCode, oneTimeCodeHash } from '../../../platform/site-token.ts';
import { addMessage, lockTip, tipRows } from '../tip-rows.ts';

/** The one house that is open here. A server of several houses takes no tips: nobody could say for which. */
async function onlyHouse({ pool }: Door): Promise<string> {
  const houses = await reading(pool, (tx) =>
    tx.many(sql<{ site_id: string }>`select site_id from house where state = 'open' limit 2`),
  );
  const [house] = houses;
  if (house === undefined || houses.length > 1) refuse('tip.no_house');
  return house.site_id;
}

async function requireRoom(tx: Tx, siteId: string, since: string): Promise<void> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*) as count from tip where site_id = ${siteId} and received_at > ${since}`,
  );
  if (count >= TIPS_AN_HOUR) refuse('tip.too_many');
}

const leave = throughDoor(leaveTip, async (door, { about, text }) => {
  const siteId = await onlyHouse(door);
  const at = door.clock.now();
  const code = newOneTimeCode();
  const number = await keptAtDoor(door, systemActor(siteId, newId()), leaveTip, async (tx) => {
    // The number's row is the lock: two at once are counted one after the other.
    const next = await nextNumber(tx, siteId, 'tip');
    await requireRoom(tx, siteId, addSeconds(at, -3600));
    const tipId = newId();
    await tx.keep(
      'tip',
      q
        .insertInto('tip')
        .values({
          site_id: siteId,
          tip_id: tipId,
          number: next,
          about,
          received_at: at,
          code_hash: oneTimeCodeHash(code),
          state: 'open',
        })
        .returningAll(),
    );
    await addMessage(tx, { siteId, tipId, text, at, by: null });
    return next;
  });
  return { number: tipNumberOf(number), code };
});

const tipOfCode = (door: Door, siteId: string, code: string) =>
  reading(door.pool, (tx) =>
    tx.maybe(
      q.selectFrom('tip').select('tip_id').where('site_id', '=', siteId).where('code_hash', '=', oneTimeCodeHash(code)),
    ),
  );

const lookUp = throughDoor(lookUpTip, async (door, { code, more }) => {
  const siteId = await onlyHouse(door);
  const found = await tipOfCode(door, siteId, code);
  if (found === undefined) refuse('tip.code_wrong');
  const actor = systemActor(siteId, newId());
  const { tip_id: tipId } = found;
  const say = async (tx: Tx, text: string): Promise<void> => {
    const tip = await lockTip(tx, siteId, tipId);
    assert(tip !== undefined, 'a tip is never deleted');
    if (tip.state === 'closed') refuse('tip.closed');
    await addMessage(tx, { siteId, tipId, text, at: door.clock.now(), by: null });
  };
  if (more !== undefined) await keptAtDoor(door, actor, lookUpTip, (tx) => say(tx, more));
  const [row] = await reading(door.pool, (tx) => tipRows(tx, actor, { tipId, limit: 1 }));
  assert(row !== undefined, 'the tip just found is not there');
  const { tipId: _, can: _can, ...shown } = row;
  return { ...shown, messages: shown.messages.map((message) => ({ ...message, person: null })) };
});

export const tipDoors: readonly DoorRoute[] = [leave, lookUp];
