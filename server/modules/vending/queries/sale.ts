import { sale as contract } from '../../../../shared/contracts/vending/sale.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { loadSale } from '../load-sale.ts';

export const sale = answer(contract, (tx, actor, _clock, input) => loadSale(tx, actor, input));
