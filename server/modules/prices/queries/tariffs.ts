import { tariffProposals } from '../../../../shared/contracts/prices/tariff-proposals.ts';
import { tariffVersions } from '../../../../shared/contracts/prices/tariff-versions.ts';
import { tariffs } from '../../../../shared/contracts/prices/tariffs.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { withCan } from '../proposal-view.ts';
import { priceBook, proposalsOf, versionsOf } from '../store.ts';

export const tariffsQuery = answer(tariffs, async (tx, actor, clock) => ({
  rows: await priceBook(tx, actor.siteId, clock.now()),
}));

export const tariffVersionsQuery = answer(tariffVersions, async (tx, actor, clock, input) => ({
  rows: await versionsOf(tx, actor.siteId, input, clock.now()),
}));

export const tariffProposalsQuery = answer(tariffProposals, async (tx, actor, clock, input) => {
  const book = await priceBook(tx, actor.siteId, clock.now());
  const proposals = await proposalsOf(tx, actor.siteId, { state: input.state });
  return {
    rows: proposals.map((proposal) => ({
      ...withCan(proposal, actor),
      current:
        book.find((v) => v.inForce && v.commodity === proposal.commodity && v.categoryCode === proposal.categoryCode) ??
        null,
    })),
  };
});
