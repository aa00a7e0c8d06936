import { issueTestToken as contract } from '../../../../shared/contracts/tokens/issue-test-token.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockForIssue, type Made, type MakeTicket, makeOutside, ownDocument, settleMade } from '../issue.ts';
import { reserveToken } from '../reserve.ts';

const LONG_CONTROL_DIGITS = 9;
const SHORT_CONTROL_DIGITS = 7;

export const issueTestToken = implement<typeof contract, MakeTicket, Made>(contract, {
  async reserve(tx, actor, clock, { meterId, manufacturer, control }) {
    const { device } = await lockForIssue(tx, actor.siteId, meterId);
    if (device.scheme !== 'sts') refuse('token.not_sts');
    const subClass = manufacturer.length === 2 ? 0 : 1;
    if (control.length > (subClass === 0 ? LONG_CONTROL_DIGITS : SHORT_CONTROL_DIGITS)) refuse('token.control_long');
    const recipe = { make: 'test', subClass, manufacturer: Number(manufacturer), control } as const;
    const document = ownDocument('test');
    await reserveToken(tx, actor, device, { ...document, recipe, identifier: null, now: clock.now() });
    return { ticket: { meterId, requestId: document.request_id, recipe } };
  },
  call: makeOutside,
  settle: (tx, actor, clock, { ticket, outcome }) =>
    settleMade(tx, clock, { siteId: actor.siteId, ticket, made: outcome }),
});
