/** How the states of slips, remittances and bundles look. */
import { ISSUED_KIND_TITLES, ISSUED_KINDS } from '../../../shared/reconciliation/credit-issued.ts';
import { LOG_KIND_TITLES } from '../../../shared/reconciliation/hand-log.ts';
import { REMITTANCE_STATE_TITLES, REMITTANCE_WAY_TITLES } from '../../../shared/reconciliation/remittance.ts';
import { SLIP_STATE_TITLES } from '../../../shared/reconciliation/slip-states.ts';
import { BUNDLE_STATE_TITLES } from '../../../shared/reconciliation/week.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

export const SLIP_STATES_SHOWN: States = {
  made: { title: SLIP_STATE_TITLES.made, tone: 'soon' },
  'signed-once': { title: SLIP_STATE_TITLES['signed-once'], tone: 'soon' },
  signed: { title: SLIP_STATE_TITLES.signed, tone: 'right' },
};

export const REMITTANCE_STATES_SHOWN: States = {
  'in-transit': { title: REMITTANCE_STATE_TITLES['in-transit'], tone: 'soon' },
  confirmed: { title: REMITTANCE_STATE_TITLES.confirmed, tone: 'right' },
  ...statesOf(REMITTANCE_WAY_TITLES),
};

export const BUNDLE_STATES_SHOWN: States = {
  'handed-in': { title: BUNDLE_STATE_TITLES['handed-in'], tone: 'soon' },
  received: { title: BUNDLE_STATE_TITLES.received, tone: 'right' },
};

export const LOG_KINDS_SHOWN: States = statesOf(LOG_KIND_TITLES);

/** What takes credit back or has not arrived is amber; nothing in the list is wrong by itself. */
export const ISSUED_KINDS_SHOWN: States = Object.fromEntries(
  ISSUED_KINDS.map((kind) => [
    kind,
    { title: ISSUED_KIND_TITLES[kind], tone: kind === 'undelivered' || kind === 'reversal' ? 'soon' : 'plain' },
  ]),
);
