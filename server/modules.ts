/**
 * The modules of the server, in the order of ARCHITECTURE.md; module posts is put in front of them by `app.ts`, which
 * gives it its ports.
 */
import { cardsModule } from './modules/cards/index.ts';
import { casesModule } from './modules/cases/index.ts';
import { collectionModule } from './modules/collection/index.ts';
import { controlModule } from './modules/control/index.ts';
import { customersModule } from './modules/customers/index.ts';
import { devicesModule } from './modules/devices/index.ts';
import { dutiesModule } from './modules/duties/index.ts';
import { ledgerModule } from './modules/ledger/index.ts';
import { meteringModule } from './modules/metering/index.ts';
import { paymentsModule } from './modules/payments/index.ts';
import { pricesModule } from './modules/prices/index.ts';
import { reconciliationModule } from './modules/reconciliation/index.ts';
import { rolloutModule } from './modules/rollout/index.ts';
import { tillsModule } from './modules/tills/index.ts';
import { upkeepModule } from './modules/upkeep/index.ts';
import { vendingModule } from './modules/vending/index.ts';
import type { ServerModule } from './platform/operations/implement.ts';

export const MODULES: readonly ServerModule[] = [
  dutiesModule,
  casesModule,
  devicesModule,
  ledgerModule,
  pricesModule,
  tillsModule,
  paymentsModule,
  customersModule,
  upkeepModule,
  meteringModule,
  cardsModule,
  collectionModule,
  controlModule,
  rolloutModule,
  vendingModule,
  reconciliationModule,
];
