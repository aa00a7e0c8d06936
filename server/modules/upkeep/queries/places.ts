import { places as contract } from '../../../../shared/contracts/upkeep/places.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { placesOf } from '../store/items.ts';

export const places = answer(contract, async (tx, { siteId }) => ({ rows: await placesOf(tx, siteId) }));
