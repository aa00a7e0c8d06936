import { virtualRemoveCard } from '../../../../shared/contracts/devices/virtual-remove-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { virtualOrder } from '../virtual-order.ts';

export const virtualRemoveCardOperation = implement(virtualRemoveCard, virtualOrder('virtual.remove-card'));
