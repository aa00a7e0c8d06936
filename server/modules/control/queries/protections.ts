import { protections as contract } from '../../../../shared/contracts/control/protections.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { protectionViews } from '../store/protections.ts';

export const protections = answer(contract, async (tx, actor) => ({ rows: await protectionViews(tx, actor) }));
