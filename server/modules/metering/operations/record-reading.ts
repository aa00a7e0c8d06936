import { recordReading as contract } from '../../../../shared/contracts/metering/record-reading.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { recordReadings } from '../readings.ts';

export const recordReading = implement(contract, {
  async run(tx, actor, clock, input) {
    const { meterId, readAt, correction } = input;
    const values = {
      total: input.totalMilli,
      peak: input.peakMilli,
      flat: input.flatMilli,
      valley: input.valleyMilli,
    };
    const outcome = await recordReadings(tx, actor, { at: clock.now(), source: 'hand' }, [
      { meterId, readAt, values, correction },
    ]);
    if ('refused' in outcome) return refuse(outcome.refused, outcome.facts);
    const { recorded, used, mark, charged } = outcome.results[0]!;
    return { recorded, usedMilli: used, mark, charged };
  },
});
