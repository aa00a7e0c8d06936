/**
 * What the operations that make tokens without a sale have in common: the meter, the outside part, the answer. Whether
 * there is a key is asked before anything is written; if it is gone by the time the digits are to be made, the token is
 * dropped and none are answered.
 */
import type { MadeTokens } from '../../../shared/tokens/view.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Outside } from '../../platform/operations/implement.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { findMeters, lockMeterForSale, type SaleMeter } from '../metering/index.ts';
import type { KeyAnswer } from './keys/vending-keys.ts';
import { makeDigits } from './make-digits.ts';
import { endTokens, type TokenWanted } from './reserve.ts';
import type { Recipe } from './rules/recipe.ts';
import { lockTokenMeter, standingOfTokens, type TokenMeterRow, tokensOfRequest } from './store.ts';

export interface MakeTicket {
  readonly meterId: string;
  readonly requestId: string;
  readonly recipe: Recipe;
}
export type Made = KeyAnswer<readonly string[]>;

/** The meter and its row stay locked. Refuses 'record.not_found' and, while another token is made, 'token.unfinished'. */
export async function lockForIssue(
  tx: Tx,
  siteId: string,
  meterId: string,
): Promise<{ readonly meter: SaleMeter; readonly device: TokenMeterRow }> {
  const meter = (await lockMeterForSale(tx, siteId, meterId)) ?? refuse('record.not_found');
  const device = (await lockTokenMeter(tx, siteId, meterId)) ?? refuse('record.not_found');
  const { unfinished } = await standingOfTokens(tx, siteId, meterId);
  if (unfinished) refuse('token.unfinished');
  return { meter, device };
}

/** A token of its own: its request is its document. */
export function ownDocument(
  kind: TokenWanted['kind'],
): Pick<TokenWanted, 'kind' | 'request_id' | 'document_kind' | 'document_id'> {
  const id = newId();
  return { kind, request_id: id, document_kind: `token-${kind}`, document_id: id };
}

export const makeOutside = ({ recipe }: MakeTicket, outside: Outside): Promise<Made> =>
  makeDigits(outside.vendingKeys, recipe);

/** Writes the digits and answers them; none where they could not be made. */
export async function settleMade(
  tx: Tx,
  clock: Clock,
  { siteId, ticket, made }: { readonly siteId: string; readonly ticket: MakeTicket; readonly made: Made },
): Promise<MadeTokens> {
  const dropped: Made = made.result === 'unreachable' ? { result: 'no-key', key: '' } : made;
  await endTokens(tx, await tokensOfRequest(tx, siteId, ticket.requestId), dropped, clock.now());
  const [meter] = await findMeters(tx, siteId, [ticket.meterId]);
  const ended = await tokensOfRequest(tx, siteId, ticket.requestId);
  return {
    meterId: ticket.meterId,
    meterNo: meter?.meterNo ?? '',
    tokens: ended.flatMap(({ token_id, section, digits }) =>
      digits === null ? [] : [{ tokenId: token_id, section, digits }],
    ),
  };
}
