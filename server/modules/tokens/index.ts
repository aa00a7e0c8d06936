/** The public face of tokens: meters that take digits, their keys, and the driver that makes them. */
import type { Tx } from '../../platform/db/tx.ts';
import type { ServerModule } from '../../platform/operations/implement.ts';
import { joinSales } from './credit-shape.ts';
import type { VendingKeys } from './keys/vending-keys.ts';
import { changeKeyOperation } from './operations/change-key.ts';
import { issueEngineeringTokenOperation } from './operations/issue-engineering-token.ts';
import { issueTestToken } from './operations/issue-test-token.ts';
import { registerPaygoMeterOperation } from './operations/register-paygo-meter.ts';
import { registerStsMeterOperation } from './operations/register-sts-meter.ts';
import { showToken } from './operations/show-token.ts';
import { tokenMeters } from './queries/token-meters.ts';
import { tokens } from './queries/tokens.ts';
import { tokensOfDocument } from './store.ts';

export { tokenDriver } from './drivers/token/driver.ts';
export { openKeyFile } from './keys/key-file.ts';
export { NO_KEYS, type VendingKeys } from './keys/vending-keys.ts';

/** The digits a document gave its customer, in order; none while they are not made. For slips and the counter. */
export async function digitsOfDocument(tx: Tx, siteId: string, documentId: string): Promise<string[]> {
  return (await tokensOfDocument(tx, siteId, documentId)).flatMap(({ digits }) => (digits === null ? [] : [digits]));
}

joinSales();

/** @param ports `keys` says what can be made, before anything is written */
export const createTokensModule = ({ keys }: { readonly keys: VendingKeys }): ServerModule => ({
  name: 'tokens',
  operations: [
    changeKeyOperation(keys),
    issueEngineeringTokenOperation(keys),
    issueTestToken,
    registerPaygoMeterOperation(keys),
    registerStsMeterOperation(keys),
    showToken,
  ],
  queries: [tokenMeters, tokens],
  keptTables: ['token_meter', 'token', 'token_sight'],
});
