/** The public face of network: meters that answer over a line. */

import type pg from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { ServerModule } from '../../platform/operations/implement.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { announceDriver, type DeliveryDriver, registerSaleGuard, registerStandSource } from '../metering/index.ts';
import { networkChecks } from './checks.ts';
import { setMeterSecret } from './doors/set-meter-secret.ts';
import { supplyPdf } from './downloads/supply.ts';
import { networkDriver } from './driver.ts';
import type { NetworkLink } from './link.ts';
import { joinMyDay } from './on-my-day.ts';
import { addLine } from './operations/add-line.ts';
import { approveSupply } from './operations/approve-supply.ts';
import { attachMeter } from './operations/attach-meter.ts';
import { carryOutSupply } from './operations/carry-out-supply.ts';
import { changeLine } from './operations/change-line.ts';
import { closeLine } from './operations/close-line.ts';
import { decideRecharge } from './operations/decide-recharge.ts';
import { detachMeter } from './operations/detach-meter.ts';
import { discoverMeters } from './operations/discover-meters.ts';
import { endSupply } from './operations/end-supply.ts';
import { readMeter } from './operations/read-meter.ts';
import { recordDisplay } from './operations/record-display.ts';
import { recordHandSupply } from './operations/record-hand-supply.ts';
import { refuseSupply } from './operations/refuse-supply.ts';
import { requestSupply } from './operations/request-supply.ts';
import { setClock } from './operations/set-clock.ts';
import { lineEvents } from './queries/line-events.ts';
import { lines } from './queries/lines.ts';
import { networkMeters } from './queries/network-meters.ts';
import { recharges } from './queries/recharges.ts';
import { supplies } from './queries/supplies.ts';
import { networkGuard } from './sale-guard.ts';
import { standInMeter } from './stand.ts';

export type { MeterSecurity } from './dlt645/security.ts';
export { createMeterLink, type NetworkLink } from './link.ts';
export {
  type LinkAnswer,
  type MeterAddress,
  type MeterError,
  type MeterItem,
  type MeterLink,
  type MeterValues,
  noMeters,
  type PriceSet,
  type RelayCommand,
} from './meter-link.ts';

/** The driver of network meters. From here on nothing is sold to one that is on no line. */
export function openNetworkDriver(parts: {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly link: NetworkLink;
}): DeliveryDriver {
  announceDriver('network');
  registerSaleGuard('network', networkGuard(parts.link.speechOf));
  return networkDriver(parts);
}

registerStandSource('network', standInMeter);
joinMyDay();

export const createNetworkModule = ({ secretBox }: { readonly secretBox: SecretBox }): ServerModule => ({
  name: 'network',
  operations: [
    addLine,
    changeLine,
    closeLine,
    attachMeter,
    detachMeter,
    discoverMeters,
    readMeter,
    setClock,
    recordDisplay,
    decideRecharge,
    requestSupply,
    approveSupply,
    refuseSupply,
    carryOutSupply,
    recordHandSupply,
    endSupply,
  ],
  queries: [lines, networkMeters, lineEvents, recharges, supplies],
  downloads: [supplyPdf],
  doors: [setMeterSecret(secretBox)],
  keptTables: ['meter_line', 'network_meter', 'meter_recharge', 'meter_display', 'emergency_supply'],
  checks: networkChecks,
});
