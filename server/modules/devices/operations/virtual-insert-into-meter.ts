import { virtualInsertIntoMeter } from '../../../../shared/contracts/devices/virtual-insert-into-meter.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { virtualOrder } from '../virtual-order.ts';

export const virtualInsertIntoMeterOperation = implement(
  virtualInsertIntoMeter,
  virtualOrder('virtual.insert-into-meter'),
);
