/**
 * A meter's key is changed by two or four tokens under the old key that carry the new one. The register says the new key
 * from here on: what is sold next opens only when the sections have been typed in. Tokens made before and not typed in
 * stay good only until then. A new base date lets the meter forget the identifiers it has seen.
 */
import { changeKey as contract } from '../../../../shared/contracts/tokens/change-key.ts';
import { type BaseYear, LAST_TOKEN_ID, minutesSince } from '../../../../shared/tokens/sts/token-id.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { implement, type Operation } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockForIssue, type Made, type MakeTicket, makeOutside, ownDocument, settleMade } from '../issue.ts';
import type { VendingKeys } from '../keys/vending-keys.ts';
import { requireDone } from '../refuse-key.ts';
import { reserveToken } from '../reserve.ts';
import { changeTokenMeter, keyOfMeter } from '../store.ts';
import type { Encryption } from '../sts/decoder-key.ts';

const SECTIONS = { '07': [1, 2], '11': [1, 2, 3, 4] } as const satisfies Record<Encryption, readonly number[]>;

export const changeKeyOperation = (keys: VendingKeys): Operation =>
  implement<typeof contract, MakeTicket, Made>(contract, {
    async reserve(tx, actor, clock, input) {
      const { meterId, supplyGroup, tariffIndex, keyRevision, reason } = input;
      const { meter, device } = await lockForIssue(tx, actor.siteId, meterId);
      const from = keyOfMeter(device) ?? refuse('token.not_sts');
      const now = clock.now();
      const baseYear = Number(input.baseYear) as BaseYear;
      const minutes = minutesSince(baseYear, now);
      if (minutes < 0 || minutes > LAST_TOKEN_ID) refuse('token.base_over', { meterNo: meter.meterNo });
      const to = { ...from, supplyGroup, tariffIndex, keyRevision, keyType: Number(input.keyType), baseYear };
      if (canonicalJson(from) === canonicalJson(to)) refuse('token.same_key');
      requireDone(keys.offersKey(from));
      requireDone(keys.offersKey(to));
      const recipe = { make: 'key-change', from, to, rollOver: baseYear !== from.baseYear } as const;
      const document = ownDocument('key-change');
      for (const section of SECTIONS[from.encryption])
        await reserveToken(tx, actor, device, { ...document, recipe, section, identifier: null, reason, now });
      return { ticket: { meterId, requestId: document.request_id, recipe } };
    },
    call: makeOutside,
    async settle(tx, actor, clock, { ticket, outcome }) {
      const { siteId } = actor;
      const { meterId, recipe } = ticket;
      const answer = await settleMade(tx, clock, { siteId, ticket, made: outcome });
      if (answer.tokens.length > 0 && recipe.make === 'key-change') {
        const { supplyGroup, tariffIndex, keyRevision, keyType, baseYear } = recipe.to;
        const set = { supply_group: supplyGroup, tariff_index: tariffIndex, key_revision: keyRevision };
        await changeTokenMeter(
          tx,
          { site_id: siteId, meter_id: meterId },
          { ...set, key_type: keyType, base_year: baseYear },
        );
      }
      return answer;
    },
  });
