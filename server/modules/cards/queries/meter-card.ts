import { meterCard as contract } from '../../../../shared/contracts/cards/meter-card.ts';
import { sayRefusal } from '../../../../shared/refusals.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { findMeters } from '../../metering/index.ts';
import { cardView, onReaderView } from '../card-view.ts';
import { saleObstacle } from '../sale-guard.ts';
import { cardOfMeter } from '../store/cards.ts';
import { freshReading } from '../store/readings.ts';

export const meterCard = answer(contract, async (tx, actor, clock, { meterId }) => {
  const { siteId, terminalId } = actor;
  const now = clock.now();
  const [meter] = await findMeters(tx, siteId, [meterId]);
  if (meter === undefined) refuse('record.not_found');
  if (meter.delivery !== 'card') return { byCard: false, card: null, reading: null, refusal: null };
  const card = await cardOfMeter(tx, siteId, meterId, false);
  const reading = terminalId === null ? undefined : await freshReading(tx, siteId, terminalId, now);
  const obstacle = await saleObstacle(tx, actor, { meterId, now, lock: false });
  return {
    byCard: true,
    card: card === undefined ? null : await cardView(tx, actor, card.card_id),
    reading: reading === undefined ? null : await onReaderView(tx, actor, reading),
    refusal: obstacle && { code: obstacle.code, ...sayRefusal(obstacle.code, obstacle.facts) },
  };
});
