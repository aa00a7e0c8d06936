import { cardTerms as contract } from '../../../../shared/contracts/cards/card-terms.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { termsOf } from '../store/papers.ts';

export const cardTerms = answer(contract, (tx, { siteId }) => termsOf(tx, siteId));
