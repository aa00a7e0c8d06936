/** The password of a meter goes through a door: it is in no chain and in no stored request. */
import { setMeterSecret as contract } from '../../../../shared/contracts/network/set-meter-secret.ts';
import { q } from '../../../platform/db/query.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { requireSignedIn } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { mayAct } from '../../../platform/operations/run.ts';
import type { SecretBox } from '../../../platform/secret-box.ts';
import { requireOnLine } from '../store/lines.ts';

export const setMeterSecret = (secretBox: SecretBox): DoorRoute =>
  throughDoor(contract, async ({ actor, pool, clock, live }, { meterId, level, password, operator }) => {
    requireSignedIn(actor);
    if (!mayAct(contract, actor.post)) refuse('post.not_allowed');
    const { siteId, personId } = actor;
    const sealed = secretBox.seal(JSON.stringify({ level, password, operator: operator.toLowerCase() }));
    await transaction(pool, async (tx) => {
      await requireOnLine(tx, siteId, meterId);
      const set = { sealed, set_at: clock.now(), set_by: personId };
      await tx.run(
        q
          .insertInto('network_meter_secret')
          .values({ site_id: siteId, meter_id: meterId, ...set })
          .onConflict((conflict) => conflict.columns(['site_id', 'meter_id']).doUpdateSet(set)),
      );
      tx.afterCommit(() => live.publish(siteId, ['network']));
    });
    return { meterId };
  });
