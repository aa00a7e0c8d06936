import { virtualPlaceCard } from '../../../../shared/contracts/devices/virtual-place-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { virtualOrder } from '../virtual-order.ts';

export const virtualPlaceCardOperation = implement(virtualPlaceCard, virtualOrder('virtual.place-card'));
