/**
 * The delivery driver of keypad meters: delivered is a token that has been made and reads back as exactly what was
 * sold. Whether the customer types it in cannot be known, so no balance is read back.
 *
 * The request is reserved in a transaction (identifier, recipe), the digits are made by whoever holds the keys, and
 * written in another. The same request gives the same token; a reserved one that was never ended is finished by
 * `lookup`. `unknown` is answered only while the keys cannot be reached.
 */
import type pg from 'pg';
import type { Instant } from '../../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../../shared/values/canonical.ts';
import { newId } from '../../../../../shared/values/ids.ts';
import { wholeSteps } from '../../../../../shared/values/steps.ts';
import { appendRecord } from '../../../../platform/chain/append.ts';
import { sha256 } from '../../../../platform/chain/day.ts';
import type { Clock } from '../../../../platform/clock.ts';
import { reading, type Tx, transaction } from '../../../../platform/db/tx.ts';
import { type Actor, systemActor } from '../../../../platform/operations/actor.ts';
import type { DeliveryDriver, DeliveryOutcome, DeliveryRequest } from '../../../metering/index.ts';
import { lockMeterForSale } from '../../../metering/index.ts';
import type { VendingKeys } from '../../keys/vending-keys.ts';
import { makeDigits } from '../../make-digits.ts';
import { endTokens, giveIdentifier, givePaygo, reserveToken } from '../../reserve.ts';
import { ceilForPaygo, ceilForSts, floorForPaygo, floorForSts, subClassOf, tenthsOf } from '../../rules/recipe.ts';
import {
  keyOfMeter,
  lockTokenMeter,
  standingOfTokens,
  type TokenMeterRow,
  type TokenRow,
  tokensOfRequest,
} from '../../store.ts';

export interface TokenDriverParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly keys: VendingKeys;
}

const notApplied = (reason: 'no-key' | 'no-such-request'): DeliveryOutcome => ({ result: 'notApplied', reason });

function outcomeOf(token: TokenRow | undefined): DeliveryOutcome {
  if (token === undefined) return notApplied('no-such-request');
  if (token.state === 'dropped') return notApplied('no-key');
  if (token.state === 'reserved') return { result: 'unknown', reason: 'no-answer' };
  return {
    result: 'applied',
    readBack: { purchaseCount: token.purchase_count!, balance: null, at: token.issued_at! },
  };
}

export function tokenDriver(parts: TokenDriverParts): DeliveryDriver {
  return {
    kind: 'token',
    async deliver(request) {
      const reserved = await inRecord(parts, request.by, request, (tx) => reserveCredit(tx, parts.clock, request));
      return 'result' in reserved ? reserved : finish(parts, request.by, reserved);
    },
    async lookup(siteId, requestId) {
      const [token] = await reading(parts.pool, (tx) => tokensOfRequest(tx, siteId, requestId));
      return token?.state === 'reserved' ? finish(parts, systemActor(siteId, newId()), token) : outcomeOf(token);
    },
  };
}

/** One transaction with its own chain record where it kept anything. */
async function inRecord<T>(
  { pool, clock }: TokenDriverParts,
  actor: Actor,
  about: { readonly requestId: string },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(pool, async (tx) => {
    const result = await work(tx);
    if (tx.facts.length > 0)
      await appendRecord(tx, actor, {
        operation: 'tokens.deliver-token',
        at: clock.now(),
        key: about.requestId,
        bodyHash: sha256(canonicalJson(about)),
        facts: tx.facts,
      });
    return result;
  });
}

async function finish(parts: TokenDriverParts, actor: Actor, token: TokenRow): Promise<DeliveryOutcome> {
  if (token.state !== 'reserved') return outcomeOf(token);
  const made = await makeDigits(parts.keys, token.recipe);
  const about = { requestId: token.request_id };
  const [ended] = await inRecord(parts, actor, about, async (tx) => {
    await endTokens(tx, [token], made, parts.clock.now());
    return tokensOfRequest(tx, token.site_id, token.request_id);
  });
  return outcomeOf(ended);
}

async function reserveCredit(tx: Tx, clock: Clock, request: DeliveryRequest): Promise<TokenRow | DeliveryOutcome> {
  const { siteId } = request.by;
  const meter = await lockMeterForSale(tx, siteId, request.meterId);
  if (meter === null) return { result: 'notApplied', reason: 'no-such-meter' };
  const [before] = await tokensOfRequest(tx, siteId, request.requestId);
  if (before !== undefined) return before;
  if (meter.state === 'retired') return { result: 'notApplied', reason: 'meter-retired' };
  if (meter.creditUnit !== request.unit || meter.delivery !== 'token')
    return { result: 'notApplied', reason: 'unit-differs' };
  const device = await lockTokenMeter(tx, siteId, request.meterId);
  if (device === undefined) return { result: 'notApplied', reason: 'not-registered' };
  const { lastCount } = await standingOfTokens(tx, siteId, request.meterId);
  if (request.purchaseCount !== Math.max(meter.purchaseCount, lastCount) + 1)
    return { result: 'notApplied', reason: 'count-differs' };
  const now = clock.now();
  const amount = amountOf(device, request);
  const given =
    device.scheme === 'sts'
      ? await stsRecipe(tx, device, { amount, subClass: subClassOf(meter.commodity), now })
      : await paygoRecipe(tx, device, amount);
  if ('result' in given) return given;
  return reserveToken(tx, request.by, device, {
    request_id: request.requestId,
    kind: 'credit',
    document_kind: request.document.kind,
    document_id: request.document.id,
    purchase_count: request.purchaseCount,
    unit: request.unit,
    amount,
    ...given,
    now,
  });
}

/** What was sold, exactly; credit carried over from another meter goes up to the next step, in the customer's favour. */
function amountOf(device: TokenMeterRow, { kind, amount }: DeliveryRequest): number {
  if (kind !== 'carry-in') return amount;
  return device.scheme === 'sts' ? ceilForSts(amount) : ceilForPaygo(device.step!, amount);
}

type Given = Pick<TokenRow, 'recipe'> & { readonly identifier: number };
const NOT_REPRESENTABLE: DeliveryOutcome = { result: 'notApplied', reason: 'not-representable' };

async function stsRecipe(
  tx: Tx,
  device: TokenMeterRow,
  wanted: { readonly amount: number; readonly subClass: number; readonly now: Instant },
): Promise<Given | DeliveryOutcome> {
  if (floorForSts(wanted.amount) !== wanted.amount) return NOT_REPRESENTABLE;
  const identifier = await giveIdentifier(tx, device, wanted.now);
  if (identifier === null) return { result: 'notApplied', reason: 'no-identifier' };
  const { subClass, amount } = wanted;
  const recipe = {
    make: 'credit',
    key: keyOfMeter(device)!,
    subClass,
    tenths: tenthsOf(amount),
    ...identifier,
  } as const;
  return { recipe, identifier: identifier.tokenId };
}

async function paygoRecipe(tx: Tx, device: TokenMeterRow, amount: number): Promise<Given | DeliveryOutcome> {
  const step = device.step!;
  if (floorForPaygo({ extended: device.extended! }, step, amount) !== amount) return NOT_REPRESENTABLE;
  return givePaygo(tx, device, { kind: 'add', value: wholeSteps(amount, step) });
}
