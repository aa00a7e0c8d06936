/** The public face of prices: the price in force at a moment. Nobody who sells has a path to change one. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { joinMyDay } from './on-my-day.ts';
import { approveTariffOperation } from './operations/approve-tariff.ts';
import { proposeTariffOperation } from './operations/propose-tariff.ts';
import { rejectTariffOperation } from './operations/reject-tariff.ts';
import { withdrawTariffOperation } from './operations/withdraw-tariff.ts';
import { tariffProposalsQuery, tariffsQuery, tariffVersionsQuery } from './queries/tariffs.ts';

export { type CarriedPrices, pricesToCarry, registerPriceCarrier } from './price-carrier.ts';
export { type Price, type PriceKey, priceAt, versionById } from './store.ts';

joinMyDay();

export const pricesModule: ServerModule = {
  name: 'prices',
  operations: [proposeTariffOperation, approveTariffOperation, rejectTariffOperation, withdrawTariffOperation],
  queries: [tariffsQuery, tariffVersionsQuery, tariffProposalsQuery],
  keptTables: ['tariff_proposal', 'tariff_version'],
};
