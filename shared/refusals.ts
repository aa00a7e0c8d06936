/**
 * The closed catalogue of refusals: code → status, text in both languages, next step. Each module adds its own file
 * in shared/refusals/; docs/refusals.md is generated from this.
 */

import { attachmentRefusals } from './refusals/attachments.ts';
import { cardsRefusals } from './refusals/cards.ts';
import { casesRefusals } from './refusals/cases.ts';
import { collectionRefusals } from './refusals/collection.ts';
import { controlRefusals } from './refusals/control.ts';
import { customersRefusals } from './refusals/customers.ts';
import { devicesRefusals } from './refusals/devices.ts';
import { dutiesRefusals } from './refusals/duties.ts';
import { ledgerRefusals } from './refusals/ledger.ts';
import { meteringRefusals } from './refusals/metering.ts';
import { networkRefusals } from './refusals/network.ts';
import { paymentsRefusals } from './refusals/payments.ts';
import { platformRefusals } from './refusals/platform.ts';
import { postsRefusals } from './refusals/posts.ts';
import { pricesRefusals } from './refusals/prices.ts';
import { reconciliationRefusals } from './refusals/reconciliation.ts';
import type { Facts, RefusalSpec } from './refusals/refusal.ts';
import { rolloutRefusals } from './refusals/rollout.ts';
import { tillsRefusals } from './refusals/tills.ts';
import { tokensRefusals } from './refusals/tokens.ts';
import { upkeepRefusals } from './refusals/upkeep.ts';
import { vendingRefusals } from './refusals/vending.ts';
import type { Text } from './text.ts';

export const REFUSALS = {
  ...platformRefusals,
  ...attachmentRefusals,
  ...casesRefusals,
  ...dutiesRefusals,
  ...devicesRefusals,
  ...pricesRefusals,
  ...ledgerRefusals,
  ...postsRefusals,
  ...customersRefusals,
  ...meteringRefusals,
  ...cardsRefusals,
  ...networkRefusals,
  ...collectionRefusals,
  ...controlRefusals,
  ...tokensRefusals,
  ...rolloutRefusals,
  ...tillsRefusals,
  ...paymentsRefusals,
  ...reconciliationRefusals,
  ...upkeepRefusals,
  ...vendingRefusals,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export const refusalOf = (code: RefusalCode): RefusalSpec => REFUSALS[code];

/** The texts of a refusal with its facts filled in. */
export function sayRefusal(code: RefusalCode, facts: Facts): { text: Text; next: Text } {
  const spec = refusalOf(code);
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
  const both = (text: Text): Text => ({ zh: fill(text.zh), en: fill(text.en) });
  return { text: both(spec.text), next: both(spec.next) };
}
