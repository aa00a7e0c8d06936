/** What the viewer may do with a token meter or a token now. */
import { changeKey } from '../../../shared/contracts/tokens/change-key.ts';
import { issueEngineeringToken } from '../../../shared/contracts/tokens/issue-engineering-token.ts';
import { issueTestToken } from '../../../shared/contracts/tokens/issue-test-token.ts';
import { showToken } from '../../../shared/contracts/tokens/show-token.ts';
import type { TokenScheme, TokenState } from '../../../shared/tokens/words.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';

export const meterCan = (actor: Actor, scheme: TokenScheme): string[] =>
  allowed(actor, scheme === 'sts' ? [issueTestToken, issueEngineeringToken, changeKey] : [issueEngineeringToken]);

export const tokenCan = (actor: Actor, state: TokenState): string[] =>
  state === 'issued' ? allowed(actor, [showToken]) : [];
