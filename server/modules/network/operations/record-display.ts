/** Count and credit as they stand on the meter's display; looking a recharge up goes by it where the line is dead. */
import { recordDisplay as contract } from '../../../../shared/contracts/network/record-display.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepDisplay } from '../display.ts';

export const recordDisplay = implement(contract, {
  async run(tx, actor, clock, input) {
    return { displayId: await keepDisplay(tx, actor, clock, input) };
  },
});
