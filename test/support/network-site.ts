/** A site with simulated meters on simulated lines, attached through the product's own operations. */
import { createMeterLink, type NetworkLink } from '../../server/modules/network/index.ts';
import { addLine } from '../../server/modules/network/operations/add-line.ts';
import { attachMeter } from '../../server/modules/network/operations/attach-meter.ts';
import { createLog } from '../../server/platform/log.ts';
import type { Protocol } from '../../shared/network/words.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { type Household, household } from './metered-site.ts';
import { type OneSite, openSite } from './one-site.ts';

export interface NetworkSite extends OneSite {
  readonly link: NetworkLink;
  readonly simulator: Simulator;
  readonly lineIds: readonly string[];
  /** A household with the next meter of the simulator, attached; the meter's number is its address. */
  attach(wanted?: {
    readonly protocol?: Protocol;
    readonly customerNo?: string;
    readonly commodity?: 'electricity' | 'water';
  }): Promise<Household & { address: string }>;
}

const START = '2026-03-02T01:00:00.000Z';

/** The simulator's clock and the site's show the same moment; time passes only where a test says so. */
export async function openNetworkSite(
  options: SimulatorOptions,
  timing: { readonly answerMs?: number; readonly retries?: number } = {},
): Promise<NetworkSite> {
  const simulator = await startSimulator({ now: () => Date.parse(START), ...options });
  const outside = {} as { meters?: NetworkLink; lines?: NetworkLink };
  const site = await openSite(START, outside);
  const log = createLog({ level: 'silent' });
  const link = createMeterLink({ pool: site.db.app, clock: site.clock, log });
  outside.meters = link;
  outside.lines = link;
  const technician = site.as('vending-technician');
  const lineIds: string[] = [];
  for (const [index, { port }] of simulator.lines.entries()) {
    const place = { name: `线路 ${index + 1}`, transport: 'tcp', host: '127.0.0.1', port };
    const added = await technician.call<{ lineId: string }>(addLine, { answerMs: 500, ...timing, ...place });
    lineIds.push(added.lineId);
  }
  let next = 0;
  return {
    ...site,
    link,
    simulator,
    lineIds,
    async attach({ protocol = 'dlt645-plain', customerNo, commodity = 'electricity' } = {}) {
      const address = simulator.meters[next]!.address;
      const lineId = lineIds[next % lineIds.length];
      next += 1;
      const home = await household(site, { delivery: 'network', creditUnit: 'money', commodity });
      const input = { meterId: home.meterId, lineId, protocol, address, customerNo, saysNumber: address.slice(-12) };
      const { result } = await technician.call<{ result: string }>(attachMeter, input);
      if (result !== 'attached') throw new Error(`${address}: ${result}`);
      return { ...home, address };
    },
    async close() {
      await link.close();
      await simulator.close();
      await site.close();
    },
  };
}

/** The link with a hand on the wire: `before` and `after` what is sent once only, that is, each recharge. */
export function atRecharge(
  link: NetworkLink,
  hand: { readonly before?: () => void; readonly after?: () => void },
): NetworkLink {
  return {
    ...link,
    withMeter: (to, work, options) =>
      link.withMeter(
        to,
        (speaking) => {
          const ask: typeof speaking.wire.ask = async (asked) => {
            if (asked.once === true) hand.before?.();
            const heard = await speaking.wire.ask(asked);
            if (asked.once === true) hand.after?.();
            return heard;
          };
          return work({ ...speaking, wire: { ...speaking.wire, ask } });
        },
        options,
      ),
  };
}
