/** How the states of slips look. */
import { SLIP_STATE_TITLES } from '../../../shared/reconciliation/slip-states.ts';
import type { States } from '../../ui/state-tag.tsx';

export const SLIP_STATES_SHOWN: States = {
  made: { title: SLIP_STATE_TITLES.made, tone: 'soon' },
  'signed-once': { title: SLIP_STATE_TITLES['signed-once'], tone: 'soon' },
  signed: { title: SLIP_STATE_TITLES.signed, tone: 'right' },
};
