import { rule } from '../../../../shared/contracts/duties/rule.ts';
import { rules } from '../../../../shared/contracts/duties/rules.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { listRules, viewRule } from '../rules-store.ts';

export const rulesQuery = answer(rules, (tx, actor, _clock, input) => listRules(tx, actor, input));
export const ruleQuery = answer(rule, (tx, actor, _clock, { ruleId }) => viewRule(tx, actor, ruleId));
