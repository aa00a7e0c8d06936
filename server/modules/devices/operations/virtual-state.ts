import { virtualState } from '../../../../shared/contracts/devices/virtual-state.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { virtualOrder } from '../virtual-order.ts';

export const virtualStateOperation = implement(virtualState, virtualOrder('virtual.state'));
