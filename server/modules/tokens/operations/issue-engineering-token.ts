/** A token that changes the meter without a sale. The technician asks and signs; the supervisor's signature releases it. */
import { issueEngineeringToken as contract } from '../../../../shared/contracts/tokens/issue-engineering-token.ts';
import { TOKEN_APPROVERS } from '../../../../shared/tokens/who.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { implement, type Operation } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireSignature } from '../../posts/index.ts';
import { lockForIssue, type Made, type MakeTicket, makeOutside, ownDocument, settleMade } from '../issue.ts';
import type { VendingKeys } from '../keys/vending-keys.ts';
import { requireDone } from '../refuse-key.ts';
import { giveIdentifier, givePaygo, reserveToken } from '../reserve.ts';
import { type Engineering, engineeringOf } from '../rules/engineering.ts';
import type { Recipe } from '../rules/recipe.ts';
import { keyOfMeter, type TokenMeterRow } from '../store.ts';

export const issueEngineeringTokenOperation = (keys: VendingKeys): Operation =>
  implement<typeof contract, MakeTicket, Made>(contract, {
    async reserve(tx, actor, clock, input) {
      const { meterId, purpose, value, reason, signatures } = input;
      const { meter, device } = await lockForIssue(tx, actor.siteId, meterId);
      const wanted = engineeringOf(device, { purpose, value });
      await requireSignature(tx, {
        siteId: actor.siteId,
        signatureIds: signatures,
        act: 'tokens.issue-engineering-token',
        contentOf: input,
        notPersonId: actor.personId,
        posts: TOKEN_APPROVERS,
      });
      requireDone(device.scheme === 'sts' ? keys.offersKey(keyOfMeter(device)!) : keys.offersDevice(device.number));
      const now = clock.now();
      const given = await giveRecipe(tx, device, { wanted, now });
      if (given === null) return refuse('token.base_over', { meterNo: meter.meterNo });
      const document = ownDocument('engineering');
      await reserveToken(tx, actor, device, { ...document, ...given, purpose, reason, now });
      return { ticket: { meterId, requestId: document.request_id, recipe: given.recipe } };
    },
    call: makeOutside,
    settle: (tx, actor, clock, { ticket, outcome }) =>
      settleMade(tx, clock, { siteId: actor.siteId, ticket, made: outcome }),
  });

async function giveRecipe(
  tx: Tx,
  device: TokenMeterRow,
  { wanted, now }: { readonly wanted: Engineering; readonly now: Instant },
): Promise<{ readonly recipe: Recipe; readonly identifier: number } | null> {
  if (wanted.scheme === 'openpaygo') return givePaygo(tx, device, wanted);
  const identifier = await giveIdentifier(tx, device, now);
  if (identifier === null) return null;
  const { subClass, register } = wanted;
  const recipe = { make: 'register', key: keyOfMeter(device)!, subClass, register, ...identifier } as const;
  return { recipe, identifier: identifier.tokenId };
}
